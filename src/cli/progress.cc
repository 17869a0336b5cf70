#include "cli/progress.hh"

#include "cli/json.hh"
#include "cli/terminal.hh"

#include <cstdio>

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

namespace dateline::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto bar_interval = std::chrono::milliseconds(100);
constexpr auto line_interval = std::chrono::seconds(5);

double megabytes(std::uint64_t bytes) {
  return static_cast<double>(bytes) / 1e6;
}

std::string duration(double seconds) {
  const auto whole = static_cast<unsigned long>(seconds + 0.5);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{}:{:02} min", whole / 60, whole % 60);
  return fmt::format("{}:{:02} h", whole / 3600, whole / 60 % 60);
}

std::string numbers(const indexing::IndexCounts& counts, double elapsed_s) {
  std::string text =
      fmt::format("{} articles, {:.1f} MB/s", grouped(counts.read.articles),
                  elapsed_s > 0 ? megabytes(counts.read.text_bytes) / elapsed_s : 0.0);
  if (counts.read.issues > 0) text += fmt::format(", {} bad", grouped(counts.read.issues));
  return text;
}

/// Seconds left, from the share of bytes read; negative while unknown.
double remaining_s(const indexing::IndexCounts& counts, double elapsed_s) {
  if (counts.read.bytes_total == 0 || counts.read.bytes_read == 0 || elapsed_s < 1) return -1;
  const double share =
      static_cast<double>(counts.read.bytes_read) / static_cast<double>(counts.read.bytes_total);
  return share >= 1 ? 0 : elapsed_s * (1 - share) / share;
}

}  // namespace

Progress::Progress(bool quiet)
    : quiet_(quiet),
      terminal_(is_terminal(STDERR_FILENO)),
      start_(Clock::now()),
      next_(start_ + bar_interval) {
  if (!terminal_) next_ = start_ + line_interval;
}

double Progress::elapsed_s() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

void Progress::show(const indexing::IndexCounts& counts) {
  if (quiet_) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + (terminal_ ? Clock::duration(bar_interval) : Clock::duration(line_interval));
  const double elapsed = elapsed_s(), left = remaining_s(counts, elapsed);
  std::string text = numbers(counts, elapsed);
  if (left >= 0) text += fmt::format(", {} left", duration(left));
  if (!terminal_) {
    std::fputs(("indexing: " + text + '\n').c_str(), stderr);
    return;
  }
  constexpr std::size_t width = 24;
  std::string bar;
  if (counts.read.bytes_total > 0) {
    const std::size_t full =
        std::min<std::uint64_t>(width, width * counts.read.bytes_read / counts.read.bytes_total);
    for (std::size_t i = 0; i < width; ++i) bar += i < full ? "█" : "░";
    bar += ' ';
  }
  std::fputs(("\r\033[K" + bar + text).c_str(), stderr);
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::clear() {
  if (drawn_) std::fputs("\r\033[K", stderr);
  drawn_ = false;
}

Usage Usage::now() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return {seconds(used.ru_utime) + seconds(used.ru_stime),
          static_cast<std::uint64_t>(used.ru_maxrss) * 1024};
}

std::string summary_text(const indexing::IndexCounts& counts, double elapsed_s,
                         const Usage& usage) {
  const double text = megabytes(counts.read.text_bytes);
  std::string out = fmt::format("{} added, {} replaced, {} unchanged; {} in {}\n",
                                counted(counts.added, "article"), grouped(counts.replaced),
                                grouped(counts.unchanged), counted(counts.passages, "passage"),
                                counted(counts.segments, "new segment"));
  if (counts.unchanged_files > 0)
    out += fmt::format("{} not read again, unchanged since\n",
                       counted(counts.unchanged_files, "file"));
  if (counts.before_since > 0)
    out += fmt::format("{} left out, published earlier\n", counted(counts.before_since, "article"));
  if (counts.other_shards > 0)
    out += fmt::format("{} left out, of other shards\n", counted(counts.other_shards, "article"));
  out += fmt::format("{} without date, {} without headline, {} without body; {} skipped\n",
                     grouped(counts.without_date), grouped(counts.without_title),
                     grouped(counts.without_body), counted(counts.read.issues, "bad record"));
  out += fmt::format(
      "{:.1f} MB of text in {:.1f} s: {:.1f} MB/s, {:.1f} MB per CPU second, peak memory {:.0f} "
      "MB\n",
      text, elapsed_s, elapsed_s > 0 ? text / elapsed_s : 0.0,
      usage.cpu_s > 0 ? text / usage.cpu_s : 0.0, megabytes(usage.peak_bytes));
  return out;
}

std::string summary_json(const indexing::IndexCounts& counts, double elapsed_s,
                         const Usage& usage) {
  Json out;
  out["format"] = json_format;
  out["articles"] = {{"read", counts.read.articles},        {"added", counts.added},
                     {"replaced", counts.replaced},         {"unchanged", counts.unchanged},
                     {"without_date", counts.without_date}, {"without_title", counts.without_title},
                     {"without_body", counts.without_body}};
  out["articles"]["before_since"] = counts.before_since;
  out["articles"]["other_shards"] = counts.other_shards;
  out["files"] = counts.read.files;
  out["unchanged_files"] = counts.unchanged_files;
  out["bad_records"] = counts.read.issues;
  out["repaired_files"] = counts.read.repaired;
  out["passages"] = counts.passages;
  out["segments"] = counts.segments;
  out["text_bytes"] = counts.read.text_bytes;
  out["elapsed_s"] = elapsed_s;
  out["cpu_s"] = usage.cpu_s;
  out["peak_memory_bytes"] = usage.peak_bytes;
  out["interrupted"] = counts.interrupted;
  return line(out);
}

}  // namespace dateline::cli
