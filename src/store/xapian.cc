#include "store/xapian.hh"

#include <string_view>

#include <fmt/format.h>

namespace dateline::store {
namespace {

std::string reason_of(const Xapian::Error& failure) {
  std::string reason = failure.get_msg();
  if (const char* system = failure.get_error_string()) reason += fmt::format(" ({})", system);
  return reason;
}

/// `localhost:4400` of the context `remote:tcp(localhost:4400)`.
std::string server_of(const Xapian::Error& failure) {
  const std::string& context = failure.get_context();
  const std::size_t open = context.find('('), close = context.rfind(')');
  if (open == std::string::npos || close == std::string::npos || close < open) return context;
  return context.substr(open + 1, close - open - 1);
}

}  // namespace

ServerError::ServerError(std::string server, const std::string& message)
    : base::Error(base::Code::Database, message,
                  "see that xapian-tcpsrv runs there and serves the segment; dateline search "
                  "--partial does without, dateline join --drop-remote takes it off the list"),
      server_(std::move(server)) {}

ServerError server_error(const std::string& doing, const std::string& server,
                         const Xapian::Error& failure) {
  // Xapian does not tell whose connection it was when one is cut in mid-answer.
  const std::string who = server.empty() ? "a server" : fmt::format("server '{}'", server);
  return {server, fmt::format("cannot {}: {} does not answer: {}", doing, who, reason_of(failure))};
}

void rethrow_translated(const std::string& doing) {
  try {
    throw;
  } catch (const Xapian::NetworkError& failure) {
    throw server_error(doing, server_of(failure), failure);
  } catch (const Xapian::Error& failure) {
    throw base::Error(base::Code::Database,
                      fmt::format("cannot {}: {}", doing, reason_of(failure)));
  }
}

}  // namespace dateline::store
