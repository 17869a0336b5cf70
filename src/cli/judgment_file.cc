#include "cli/judgment_file.hh"

#include "base/data.hh"
#include "base/error.hh"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace dateline::cli {
namespace {

[[noreturn]] void fail(const std::string& path) {
  throw base::Error(base::Code::Output,
                    fmt::format("cannot write '{}': {}", path, std::strerror(errno)));
}

bool has_lines(const std::string& content) {
  std::size_t begin = 0;
  while (begin < content.size()) {
    const std::size_t end = std::min(content.find('\n', begin), content.size());
    const std::size_t first = content.find_first_not_of(" \t\r", begin);
    if (first < end && content[first] != '#') return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace

JudgmentFile::JudgmentFile(const std::string& path, bool spans) : path_(path), spans_(spans) {
  std::string content;
  if (std::filesystem::exists(path)) content = base::read_file(path);
  const std::string whole = content;
  if (has_lines(content)) {
    try {
      know(eval::parse_judgments(path, content));
    } catch (const base::Error&) {
      if (content.ends_with('\n')) throw;
      content.erase(content.rfind('\n') + 1);  // npos + 1 is 0: all of it
      if (has_lines(content)) know(eval::parse_judgments(path, content));
      was_cut_ = true;
    }
  }
  file_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (file_ < 0) fail(path);
  length_ = content.size();
  if (length_ < whole.size() && ::ftruncate(file_, static_cast<off_t>(length_)) != 0) fail(path);
  if (::lseek(file_, static_cast<off_t>(length_), SEEK_SET) < 0) fail(path);
  if (!content.empty() && content.back() != '\n') {
    if (::write(file_, "\n", 1) != 1) fail(path);
    ++length_;
  }
}

JudgmentFile::~JudgmentFile() {
  if (file_ >= 0) ::close(file_);
}

void JudgmentFile::know(const eval::Judgments& judgments) {
  if (std::holds_alternative<eval::SpanJudgments>(judgments) != spans_) {
    throw base::Error(base::Code::Data,
                      spans_ ? "it judges ids, not spans" : "it judges spans, not ids",
                      fmt::format("add to it with --format {}", spans_ ? "qrels" : "spans"), path_);
  }
  if (const auto* qrels = std::get_if<eval::Qrels>(&judgments)) {
    for (const auto& [topic, ids] : qrels->topics) {
      for (const auto& [id, grade] : ids) judged_.insert({topic, id, 0, 0});
    }
    return;
  }
  for (const auto& [topic, articles] : std::get<eval::SpanJudgments>(judgments).topics) {
    for (const auto& [article, spans] : articles) {
      for (const eval::JudgedSpan& span : spans)
        judged_.insert({topic, article, span.begin, span.end});
    }
  }
}

JudgmentFile::Item JudgmentFile::key(const std::string& topic, const eval::Result& item) const {
  if (!spans_) return {topic, item.id, 0, 0};
  return {topic, item.place->article, item.place->begin, item.place->end};
}

bool JudgmentFile::has(const std::string& topic, const eval::Result& item) const {
  return judged_.count(key(topic, item)) > 0;
}

void JudgmentFile::add(const std::string& topic, const eval::Result& item, int grade) {
  const std::string line = spans_ ? fmt::format("{}\t{}\t{}\t{}\t{}\n", topic, item.place->article,
                                                item.place->begin, item.place->end, grade)
                                  : fmt::format("{}\t0\t{}\t{}\n", topic, item.id, grade);
  std::size_t written = 0;
  while (written < line.size()) {
    const ssize_t count = ::write(file_, line.data() + written, line.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) fail(path_);
    written += static_cast<std::size_t>(count);
  }
  sync();
  added_.push_back({key(topic, item), length_});
  length_ += line.size();
  judged_.insert(added_.back().item);
}

void JudgmentFile::take_back() {
  if (added_.empty()) return;
  length_ = added_.back().begin;
  if (::ftruncate(file_, static_cast<off_t>(length_)) != 0) fail(path_);
  if (::lseek(file_, static_cast<off_t>(length_), SEEK_SET) < 0) fail(path_);
  sync();
  judged_.erase(added_.back().item);
  added_.pop_back();
}

void JudgmentFile::sync() {
  // A pipe or a device has no disk to wait for.
  if (::fsync(file_) != 0 && errno != EINVAL && errno != EROFS) fail(path_);
}

}  // namespace dateline::cli
