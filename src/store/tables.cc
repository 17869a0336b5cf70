#include "store/tables.hh"

#include "base/error.hh"

#include <charconv>

#include <fmt/format.h>

namespace dateline::store {

ServerAddress parse_server(const std::string& text) {
  ServerAddress address;
  const std::size_t colon = text.rfind(':');
  const char* const end = text.data() + text.size();
  if (colon != std::string::npos && colon > 0) {
    address.host = text.substr(0, colon);
    if (address.host.front() == '[' && address.host.back() == ']')
      address.host = address.host.substr(1, address.host.size() - 2);
    const auto read = std::from_chars(text.data() + colon + 1, end, address.port);
    if (read.ec != std::errc() || read.ptr != end) address.port = 0;
  }
  if (address.host.empty() || address.port == 0 || address.port > 65535) {
    throw base::Error(base::Code::Usage, fmt::format("'{}' names no server", text),
                      "write host:port, as in  localhost:4400");
  }
  return address;
}

std::shared_ptr<Tables> Tables::in_folder(const std::filesystem::path& folder) {
  const std::string path = folder.string();
  return with_xapian(fmt::format("open segment '{}'", path), [&] {
    return std::shared_ptr<Tables>(
        new Tables(Xapian::Database(path, Xapian::DB_BACKEND_GLASS), path, false));
  });
}

std::shared_ptr<Tables> Tables::at_server(const std::string& server, unsigned timeout_ms) {
  const ServerAddress address = parse_server(server);
  try {
    return std::shared_ptr<Tables>(new Tables(
        Xapian::Remote::open(address.host, address.port, timeout_ms, timeout_ms), server, true));
  } catch (const Xapian::Error& failure) {
    throw server_error("open the segment", server, failure);
  }
}

std::string Tables::metadata(const std::string& key) const {
  const std::string doing = "read the segment";
  return with_xapian(doing,
                     [&] { return reading(doing, [&] { return database_.get_metadata(key); }); });
}

std::string Tables::data(Xapian::docid document) const {
  const std::string doing = "read a stored text";
  return with_xapian(doing, [&] {
    return reading(doing, [&] { return database_.get_document(document).get_data(); });
  });
}

void Tables::keep_alive() const {
  const std::string doing = "reach the segment";
  with_xapian(doing, [&] { reading(doing, [&] { database_.keep_alive(); }); });
}

}  // namespace dateline::store
