// Compressed bytes and archives for tests, made in memory by libarchive.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <archive.h>
#include <archive_entry.h>

namespace dateline::support {

using Members = std::vector<std::pair<std::string, std::string>>;  // path, content

/// in: format, `raw` (one member, compressed alone), `pax`, `zip`, as libarchive names them;
/// filter,
///     `gzip`, `zstd`, `xz`, `bzip2`, `compress`, `none`
inline std::string pack(const std::string& format, const std::string& filter,
                        const Members& members) {
  archive* out = archive_write_new();
  std::string bytes;
  const auto check = [&](int status) {
    if (status < ARCHIVE_WARN) throw std::runtime_error(archive_error_string(out));
  };
  check(archive_write_set_format_by_name(out, format.c_str()));
  if (filter != "none") check(archive_write_add_filter_by_name(out, filter.c_str()));
  archive_write_set_bytes_in_last_block(out, 1);
  check(archive_write_open(
      out, &bytes, nullptr,
      [](archive*, void* to, const void* data, std::size_t size) {
        static_cast<std::string*>(to)->append(static_cast<const char*>(data), size);
        return static_cast<la_ssize_t>(size);
      },
      nullptr));
  for (const auto& [path, content] : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, path.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    check(archive_write_header(out, entry));
    archive_write_data(out, content.data(), content.size());
    archive_entry_free(entry);
  }
  check(archive_write_close(out));
  archive_write_free(out);
  return bytes;
}

inline std::string compress(const std::string& filter, const std::string& content) {
  return pack("raw", filter, {{"data", content}});
}

}  // namespace dateline::support
