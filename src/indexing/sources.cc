#include "indexing/sources.hh"

#include "base/data.hh"
#include "base/digest.hh"
#include "base/error.hh"
#include "base/table.hh"
#include "store/files.hh"

#include <cerrno>
#include <charconv>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dateline::indexing {

namespace fs = std::filesystem;

namespace {

constexpr int sources_version = 1;
constexpr std::int64_t tick_ns = 2'000'000'000;  // FAT counts in steps of two seconds

/// A path as a cell of a table: control characters and `%` as `%XX`.
std::string as_cell(std::string_view path) {
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F || c == '%' || c == '#') {
      out += fmt::format("%{:02X}", byte);
    } else {
      out += c;
    }
  }
  return out;
}

template <typename Number>
bool parse_number(std::string_view text, Number& number, int base = 10) {
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number, base);
  return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size();
}

/// Digest of a file's bytes; nullopt if it can't be read.
std::optional<std::uint64_t> digest_of(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  base::Digest digest;
  std::vector<char> block(1u << 20);
  for (std::size_t filled = 0;;) {
    const ssize_t got = ::read(file, block.data() + filled, block.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got > 0) filled += static_cast<std::size_t>(got);
    // Whole blocks only, so that the digest does not depend on how the bytes came.
    if (filled == block.size() || (got == 0 && filled > 0)) {
      digest.add(std::string_view(block.data(), filled));
      filled = 0;
    }
    if (got > 0) continue;
    ::close(file);
    if (got < 0) return std::nullopt;
    return digest.value();
  }
}

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

/// Size and time of a file; false if there is none.
bool look_at(const std::string& path, std::uint64_t& size, std::int64_t& time) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return false;
  size = static_cast<std::uint64_t>(status.st_size);
  time = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
  return true;
}

}  // namespace

Sources::Sources(fs::path database, std::uint64_t how) : database_(std::move(database)), how_(how) {
  load();
}

void Sources::load() {
  std::error_code failed;
  const fs::path path = database_ / sources_name;
  if (!fs::exists(path, failed)) return;
  try {
    base::Table table;
    base::parse_table(path.string(), base::read_file(path), "sources", sources_version, 7, table);
    for (const auto& cells : table.rows) {
      Row row;
      if (!parse_number(cells[2], row.size) || !parse_number(cells[3], row.time) ||
          !parse_number(cells[4], row.digest, 16) || !parse_number(cells[5], row.how, 16) ||
          !parse_number(cells[6], row.articles))
        continue;
      known_[fmt::format("{}\t{}", cells[0], cells[1])] = row;
    }
  } catch (const base::Error&) {
    known_.clear();
  }
}

/// The folder without links, so that one file has one name wherever it is named from.
const std::string& Sources::real_folder(const fs::path& folder) {
  if (folder != last_folder_ || last_real_.empty()) {
    std::error_code failed;
    const fs::path real = fs::canonical(folder.empty() ? "." : folder, failed);
    last_folder_ = folder;
    last_real_ = failed ? folder.string() : real.string();
  }
  return last_real_;
}

bool Sources::wants(const std::string& path, const std::string& inside) {
  const fs::path name(path);
  path_ = path;
  key_ = as_cell((fs::path(real_folder(name.parent_path())) / name.filename()).string()) + '\t' +
         as_cell(inside);
  row_ = Row{};
  row_.how = how_;
  if (!look_at(path, row_.size, row_.time)) return true;  // reading it will tell what is wrong
  if (settle_.count() > 0 && row_.time > now_ns() - settle_.count() && row_.time <= now_ns())
    return false;
  if (reread_ || !is_known(path, key_, row_)) return true;
  if (known_[key_].clean) {
    ++unchanged_files_;
    unchanged_articles_ += known_[key_].articles;
  }
  return false;
}

bool Sources::is_known(const std::string& path, const std::string& key, const Row& now) {
  const auto found = known_.find(key);
  if (found == known_.end() || found->second.how != how_ || found->second.size != now.size)
    return false;
  Row& row = found->second;
  if (row.time != Row::not_trusted && row.time == now.time) return true;
  if (!row.clean) return false;
  const auto digest = digest_of(path);
  if (!digest || *digest != row.digest) return false;
  if (now.time < now_ns() - tick_ns) {
    row.time = now.time;
    changed_ = true;
  }
  return true;
}

void Sources::finished(std::uint64_t articles, bool clean) {
  Row after;
  const std::int64_t time_read = row_.time;
  // What changed while it was read has to be read again.
  const bool same =
      look_at(path_, after.size, after.time) && after.size == row_.size && after.time == time_read;
  const auto digest = same ? digest_of(path_) : std::nullopt;
  const auto old = known_.find(key_);
  if (!digest) {
    if (old != known_.end()) {
      known_.erase(old);
      changed_ = true;
    }
    return;
  }
  row_.digest = *digest;
  row_.articles = articles;
  row_.clean = clean;
  if (row_.time >= now_ns() - tick_ns && clean) row_.time = Row::not_trusted;
  changed_ = changed_ || clean || (old != known_.end() && old->second.clean);
  known_[key_] = row_;
}

void Sources::commit() {
  if (!changed_) return;
  std::string text = fmt::format(
      "# dateline-sources {}\n# Files that were read wholly: path, path inside what was named, "
      "bytes, time of change in ns,\n# digest, digest of the options, articles. May be removed: "
      "all is then read again.\n",
      sources_version);
  for (const auto& [key, row] : known_) {
    if (!row.clean) continue;
    text += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", key, row.size, row.time, base::hex(row.digest),
                        base::hex(row.how), row.articles);
  }
  store::replace_file(database_ / sources_name, text);
  changed_ = false;
}

}  // namespace dateline::indexing
