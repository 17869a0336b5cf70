#include "cli/places.hh"

#include "store/passage.hh"
#include "store/text_file.hh"

#include <algorithm>
#include <charconv>

namespace dateline::cli {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// What a run's id stands for: white space is written as `%20` in it.
std::string unescaped(const std::string& id) {
  std::string out;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const int high = i + 2 < id.size() && id[i] == '%' ? hex_digit(id[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(id[i + 2]) : -1;
    if (low < 0) {
      out.push_back(id[i]);
    } else {
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    }
  }
  return out;
}

}  // namespace

Places::Places(const store::Database& database) : database_(database) {
  for (std::uint32_t s = 0; s < database.segments().size(); ++s) {
    const auto rows = database.segment(s).text.articles();
    for (std::uint32_t a = 0; a < rows.size(); ++a) {
      if (!database.segment(s).is_deleted(a)) entries_.push_back({rows[a].id_digest, s, a});
    }
  }
  std::sort(entries_.begin(), entries_.end(),
            [](const Entry& one, const Entry& other) { return one.digest < other.digest; });
}

std::optional<Places::Entry> Places::article(const std::string& id) const {
  const std::uint64_t digest = store::article_id_digest(id);
  auto at = std::lower_bound(
      entries_.begin(), entries_.end(), digest,
      [](const Entry& entry, std::uint64_t wanted) { return entry.digest < wanted; });
  for (; at != entries_.end() && at->digest == digest; ++at) {
    if (database_.segment(at->segment).text.article_id(at->article) == id) return *at;
  }
  return std::nullopt;
}

std::optional<Named> Places::find(const std::string& id) const {
  if (auto named = exact(id)) return named;
  const std::string plain = unescaped(id);
  return plain == id ? std::nullopt : exact(plain);
}

std::optional<Named> Places::exact(const std::string& id) const {
  const auto whole = article(id);
  if (whole) {
    const store::TextFile& text = database_.segment(whole->segment).text;
    const store::ArticleRow& row = text.articles()[whole->article];
    if (row.passage_count == 0) return Named{id, 0, {id, 0, row.body_bytes}};
    const auto passages = text.passages();
    return Named{id,
                 0,
                 {id, passages[row.first_passage].begin,
                  passages[row.first_passage + row.passage_count - 1].end}};
  }
  const std::size_t sign = id.rfind('#');
  if (sign == std::string::npos) return std::nullopt;
  std::uint32_t number = 0;
  const char* const end = id.data() + id.size();
  const auto parsed = std::from_chars(id.data() + sign + 1, end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end || number == 0) return std::nullopt;
  std::string article_id = id.substr(0, sign);
  const auto found = article(article_id);
  if (!found) return std::nullopt;
  const store::TextFile& text = database_.segment(found->segment).text;
  const store::ArticleRow& row = text.articles()[found->article];
  if (number > row.passage_count) return std::nullopt;
  const store::PassageRow& passage = text.passages()[row.first_passage + number - 1];
  return Named{id, number, {std::move(article_id), passage.begin, passage.end}};
}

}  // namespace dateline::cli
