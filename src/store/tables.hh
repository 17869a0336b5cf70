// The Xapian database of a segment: in a folder of this machine, or served by another.
#pragma once

#include "store/xapian.hh"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace dateline::store {

/// How long a server may take to answer one request, connecting included.
inline constexpr unsigned default_remote_timeout_ms = 10'000;

/// A server's `host:port`, or `[::1]:port`, taken apart.
struct ServerAddress {
  std::string host;
  unsigned port = 0;
};

/// errors: Error{Code::Usage} if it is none
ServerAddress parse_server(const std::string& text);

/// An open Xapian database. Its documents' data and its metadata may be read from any thread.
class Tables {
 public:
  /// errors: Error{Code::Database}; ServerError if a server does not answer
  static std::shared_ptr<Tables> in_folder(const std::filesystem::path& folder);
  static std::shared_ptr<Tables> at_server(const std::string& server, unsigned timeout_ms);

  const Xapian::Database& database() const { return database_; }

  /// The folder, or `host:port`.
  const std::string& place() const { return place_; }
  bool remote() const { return remote_; }

  /// Metadata by its key; empty if there is none.
  std::string metadata(const std::string& key) const;

  /// The data of a document.
  std::string data(Xapian::docid document) const;

  /// Ask a server for a sign of life, so that it does not close a connection that rests.
  /// errors: ServerError if it is gone
  void keep_alive() const;

  /// Read the database while no other thread does.
  /// in:     doing, as of with_xapian()
  /// errors: ServerError that names the place of the server, which Xapian leaves out when a
  ///         connection is cut in mid-answer; else what Xapian throws
  template <typename Action>
  auto reading(const std::string& doing, Action&& action) const -> decltype(action()) {
    const std::lock_guard lock(mutex_);
    try {
      return action();
    } catch (const Xapian::NetworkError& failure) {
      throw server_error(doing, place_, failure);
    }
  }

 private:
  Tables(Xapian::Database database, std::string place, bool remote)
      : database_(std::move(database)), place_(std::move(place)), remote_(remote) {}

  mutable Xapian::Database database_;
  std::string place_;
  bool remote_;
  mutable std::mutex mutex_;
};

}  // namespace dateline::store
