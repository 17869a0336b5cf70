#include "eval/seen.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "base/folders.hh"
#include "base/interrupt.hh"
#include "base/new_file.hh"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dateline::eval {
namespace {

constexpr std::string_view signature = "# dateline-seen 1";

std::uint64_t number(std::string_view text, const std::string& place) {
  std::uint64_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || text.size() != 16) {
    throw base::Error(base::Code::Data, "this is no list of articles seen",
                      "without the file the next run shows all that is found", place);
  }
  return value;
}

template <typename Visit>
void each_article(const search::MatchSet& matches, const store::Database& database, Visit visit) {
  for (std::uint32_t s = 0; s < matches.segments.size(); ++s) {
    const auto& text = database.segment(s).text;
    std::uint32_t last = UINT32_MAX;
    matches.segments[s].each([&](std::uint32_t ordinal) {
      const std::uint32_t article = text.passages()[ordinal].article;
      if (article == last) return;
      last = article;
      visit(s, text.articles()[article]);
    });
  }
}

}  // namespace

/// Holds a lock beside a file while it lives, waiting for whoever has it.
class Seen::Turn {
 public:
  Turn(const std::filesystem::path& file, const std::function<void()>& waiting)
      : lock_(::open((file.string() + ".lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600)) {
    constexpr std::chrono::milliseconds step{20};
    for (auto waited = step * 0; lock_ >= 0 && !is_ours(); waited += step) {
      if (waited.count() == 0 && waiting) waiting();
      if (base::is_interrupted() || waited >= longest_wait) {
        ::close(lock_);
        base::check_interrupt();
        throw base::Error(base::Code::Database, "another search of this name is still being read",
                          "end it, or wait until it is");
      }
      std::this_thread::sleep_for(step);
    }
  }
  ~Turn() {
    if (lock_ >= 0) ::close(lock_);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  /// Where there are no locks, everybody has it.
  bool is_ours() const { return ::flock(lock_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK; }

  int lock_;
};

Seen::~Seen() = default;
Seen::Seen(Seen&&) noexcept = default;

Seen::Seen(std::filesystem::path file, const std::function<void()>& waiting)
    : file_(std::move(file)) {
  base::make_private(file_.parent_path());
  turn_ = std::make_unique<Turn>(file_, waiting);
  std::error_code failed;
  // An empty one is what a power cut may leave.
  if (!std::filesystem::exists(file_, failed) || std::filesystem::file_size(file_, failed) == 0)
    return;
  before_ = true;
  struct stat about {};
  if (::stat(file_.c_str(), &about) == 0) last_ = about.st_mtime;
  const std::string content = base::read_file(file_);
  std::string_view rest = content;
  for (std::size_t line = 1; !rest.empty(); ++line) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view text = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::string place = fmt::format("{}:{}", file_.string(), line);
    if (line == 1) {
      if (text != signature) number("", place);
      continue;
    }
    const std::size_t blank = std::min(text.find(' '), text.size());
    ids_.insert(number(text.substr(0, blank), place));
    contents_.insert(number(text.substr(std::min(blank + 1, text.size())), place));
  }
}

search::MatchSet Seen::unseen(const search::MatchSet& matches,
                              const store::Database& database) const {
  search::MatchSet out = matches;
  each_article(matches, database, [&](std::uint32_t segment, const store::ArticleRow& row) {
    if (!holds(row)) return;
    for (std::uint32_t i = 0; i < row.passage_count; ++i)
      out.segments[segment].reset(row.first_passage + i);
  });
  return out;
}

void Seen::keep(const search::MatchSet& matches, const store::Database& database) {
  if (turn_ == nullptr) turn_ = std::make_unique<Turn>(file_, nullptr);
  std::string content;
  if (std::filesystem::exists(file_)) content = base::read_file(file_);
  if (content.empty()) content = signature;
  if (content.back() != '\n') content += '\n';
  each_article(matches, database, [&](std::uint32_t, const store::ArticleRow& row) {
    if (ids_.contains(row.id_digest) && contents_.contains(row.content_digest)) return;
    ids_.insert(row.id_digest);
    contents_.insert(row.content_digest);
    content += fmt::format("{:016x} {:016x}\n", row.id_digest, row.content_digest);
  });
  base::write_file(file_, content);
  before_ = true;
  turn_.reset();
}

std::filesystem::path seen_file(const std::string& name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
  if (name.empty() || name.front() == '.' || !plain || name.size() > 100) {
    throw base::Error(base::Code::Usage,
                      fmt::format("--new-since is a name of letters, digits, '-', '_' and '.', "
                                  "not '{}'",
                                  name));
  }
  const std::filesystem::path folder = base::state_folder();
  if (folder.empty())
    throw base::Error(base::Code::Usage, "there is no folder to keep what was seen in",
                      "set HOME or XDG_STATE_HOME");
  return folder / "seen" / name;
}

}  // namespace dateline::eval
