// Results of a session by their numbers, and those that it keeps as marks.
#include "base/error.hh"
#include "cli/articles.hh"
#include "cli/opened.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/pager.hh"
#include "cli/prose.hh"
#include "cli/session.hh"
#include "cli/similar.hh"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

using Words = std::vector<std::string>;

[[noreturn]] void usage(const std::string& message, const std::string& hint = {}) {
  throw base::Error(base::Code::Usage, message, hint);
}

}  // namespace

bool all_digits(std::string_view text) {
  return !text.empty() && text.size() < 10 &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_mark_name(std::string_view word) {
  return word.starts_with('m') && all_digits(word.substr(1));
}

/// `3`, `1-3`, `1,2`, `m2`, `s2`, `all`, and slips of these; also before a note, as `3:`.
bool names_results(std::string_view word) {
  if (word.ends_with(':')) word.remove_suffix(1);
  return word == "all" || is_mark_name(word) || is_similar_name(word) ||
         (!word.empty() && word.find_first_not_of("0123456789-,") == std::string_view::npos);
}

/// Numbers of results, written out: `1-3`, `1,2`, and of those shown, `all`.
Words Session::numbers_of(const Words& words) const {
  Words numbers;
  for (const std::string& word : words) {
    for (const std::string& part : split_list(word)) {
      const std::size_t dash = std::min(part.find('-'), part.size());
      const std::string from = part.substr(0, dash),
                        to = part.substr(std::min(dash + 1, part.size()));
      if (all_digits(from) && all_digits(to)) {
        const std::size_t last = std::stoul(to);
        if (last < std::stoul(from) || last - std::stoul(from) >= 1000)
          usage(fmt::format("'{}' is no range of results", part));
        for (std::size_t i = std::stoul(from); i <= last; ++i) numbers.push_back(std::to_string(i));
      } else {
        numbers.push_back(part);
      }
    }
  }
  return numbers;
}

Words Session::unexported() const {
  Words ids;
  for (const Marked& one : marks_) ids.push_back(one.id);
  return unexported_ ? ids : Words();
}

void Session::mark(const Words& words) {
  // Behind a colon all is a note.
  auto end = words.begin();
  while (end != words.end() && names_results(*end) &&
         (end == words.begin() || !std::prev(end)->ends_with(':')))
    ++end;
  Words named(words.begin(), end);
  if (!named.empty() && named.back().ends_with(':')) named.back().pop_back();
  const std::string note = fmt::format("{}", fmt::join(end, words.end(), " "));
  if (named.size() == 1 && named.front() == "all") {
    require_answer();
    named.clear();
    for (std::size_t i = 1; i <= answer_->ranking.hits.size(); ++i)
      named.push_back(std::to_string(step_.offset + i));
    if (named.empty()) usage("there are no results");
  }
  if (named.empty()) usage("no result is named", "mark 3  keeps the third for  export marks FILE");
  // All are looked up before the first is marked: a slip marks none, and numbers of marks change.
  std::vector<Marked> found;
  const auto database = opened_ != nullptr ? opened_ : open_database(database_);
  for (const std::string& word : numbers_of(named)) {
    const std::string id = id_of(word);
    const auto place = find_id(*database, id);
    if (!place) usage(fmt::format("'{}' is no longer in the database", printable(id)));
    const auto record = database->segment(place->segment).text.record(place->article);
    const auto score = all_digits(word) ? scores_.find(std::stoul(word)) : scores_.end();
    const bool similar = is_similar_name(word);
    found.push_back({id, record.article.title, similar ? "" : step_.query,
                     similar ? similar_to_ : "", note, score == scores_.end() ? 0 : score->second});
  }
  // What is marked already keeps its name, and its note unless there is another.
  for (Marked& one : found) {
    const auto there = std::find_if(marks_.begin(), marks_.end(),
                                    [&](const Marked& marked) { return marked.id == one.id; });
    if (there != marks_.end() && (note.empty() || there->note == note)) continue;
    if (there == marks_.end()) {
      marks_.push_back(std::move(one));
    } else {
      there->note = note;
    }
    unexported_ = true;
  }
  put(fmt::format("{} marked\n", counted(marks_.size(), "passage")));
}

/// Let go of results by their number, of marks by theirs.
void Session::unmark(const Words& words) {
  if (words.empty())
    usage("no result is named",
          "unmark 3  for the third result, unmark m2  for the second of  marks");
  std::vector<std::string> ids;  // all are looked up before the first goes and numbers change
  for (const std::string& word : numbers_of(words)) {
    if (word == "all") {
      for (const Marked& one : marks_) ids.push_back(one.id);
      continue;
    }
    ids.push_back(id_of(word));
    if (std::none_of(marks_.begin(), marks_.end(),
                     [&](const Marked& one) { return one.id == ids.back(); }))
      usage(fmt::format("result {} is not marked", word), "marks  lists what is: m1, m2 and so on");
  }
  std::erase_if(marks_, [&](const Marked& one) {
    return std::find(ids.begin(), ids.end(), one.id) != ids.end();
  });
  put(fmt::format("{} marked\n", counted(marks_.size(), "passage")));
}

void Session::marks() const {
  const std::size_t columns = reading_columns();
  std::string out;
  for (std::size_t i = 0; i < marks_.size(); ++i) {
    const Marked& one = marks_[i];
    out += hanging(fmt::format("m{}", i + 1),
                   one.title.empty() ? "(no headline)" : printable(one.title), 6, columns);
    out += wrap(fmt::format("{} · {}", printable(one.id), printable(one.how())), columns, "      ");
    if (!one.note.empty()) out += wrap("note: " + printable(one.note), columns, "      ");
  }
  put_paged(out + fmt::format("{} marked\n", counted(marks_.size(), "passage")), interactive_);
}

/// A mark by the number that `marks` gives it.
const Session::Marked& Session::mark_of(const std::string& name) const {
  const std::size_t number = std::stoul(name.substr(1));
  if (number > 0 && number <= marks_.size()) return marks_[number - 1];
  usage(marks_.empty()
            ? "nothing is marked"
            : fmt::format("there is no mark {}; there are m1 to m{}", name, marks_.size()),
        "mark 3  marks the third result, marks  lists them");
}

void Session::require_answer() const {
  if (answer_ == nullptr) usage("nothing was searched for yet", "type some words");
}

/// A passage by the number that `similar` gives its article.
const std::string& Session::similar_of(const std::string& name) const {
  const std::size_t number = std::stoul(name.substr(1));
  if (number > 0 && number <= similar_.size()) return similar_[number - 1];
  usage(similar_.empty()
            ? "nothing is listed by  similar"
            : fmt::format("there is no article {}; there are s1 to s{}", name, similar_.size()),
        "similar 3  lists articles like the third result");
}

const std::string& Session::id_of(const std::string& number) const {
  if (is_similar_name(number)) return similar_of(number);
  require_answer();
  if (is_mark_name(number)) return mark_of(number).id;
  const auto found = all_digits(number) ? ids_.find(std::stoul(number)) : ids_.end();
  if (found != ids_.end()) return found->second;
  if (ids_.empty()) usage("there are no results");
  usage(fmt::format("there is no result {}; shown were {} to {}", number, ids_.begin()->first,
                    ids_.rbegin()->first));
}

std::string Session::id_or_result(const std::string& word) const {
  return all_digits(word) || is_mark_name(word) || is_similar_name(word) ? id_of(word) : word;
}

}  // namespace dateline::cli
