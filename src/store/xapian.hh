// The one include of Xapian, and the translation of its exceptions into ours.
#pragma once

#include "base/error.hh"

#include <functional>
#include <string>

#include <xapian.h>

namespace dateline::store {

/// A server of a segment that does not answer: it can't be reached, takes too long, or went away.
class ServerError : public base::Error {
 public:
  ServerError(std::string server, const std::string& message);

  /// As the manifest names it, or by its address: Xapian tells `127.0.0.1:4400` of `localhost:4400`;
  /// empty if it tells nothing.
  const std::string& server() const { return server_; }

 private:
  std::string server_;
};

/// What a Xapian error on a server's segment means.
ServerError server_error(const std::string& doing, const std::string& server,
                         const Xapian::Error& failure);

/// Run something that uses Xapian, turning its exceptions into base::Error.
/// in:     doing, what is tried on what: `open segment '…'`
/// errors: Error{Code::Database} `cannot <doing>: <reason>`, with a hint where a repair is known;
///         ServerError for a server that does not answer
template <typename Action>
auto with_xapian(const std::string& doing, Action&& action) -> decltype(action());

/// Throw the translation of the Xapian exception that is being handled.
[[noreturn]] void rethrow_translated(const std::string& doing);

template <typename Action>
auto with_xapian(const std::string& doing, Action&& action) -> decltype(action()) {
  try {
    return action();
  } catch (const Xapian::Error&) {
    rethrow_translated(doing);
  }
}

}  // namespace dateline::store
