#include "explore/stems.hh"

#include "base/parallel.hh"
#include "schema/field.hh"
#include "store/terms.hh"
#include "text/stopwords.hh"
#include "text/tokenize.hh"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace dateline::explore {
namespace {

using search::Bitmap;
using search::MatchSet;

std::uint32_t next_stem(std::string_view bytes, std::size_t& at) {
  const auto first = static_cast<unsigned char>(bytes[at]);
  if (first < 0x80) {
    ++at;
    return first;
  }
  return static_cast<std::uint32_t>(store::read_varint(bytes, at));
}

void add(Holding& to, const Holding& more) {
  to.passages += more.passages;
  to.articles += more.articles;
}

/// Two lists in order of bytes as one, what holds the same stem added up.
std::vector<StemCount> merged(const std::vector<StemCount>& a, const std::vector<StemCount>& b) {
  std::vector<StemCount> all;
  all.reserve(a.size() + b.size());
  auto left = a.begin(), right = b.begin();
  while (left != a.end() && right != b.end()) {
    const int order = left->stem.compare(right->stem);
    all.push_back(order <= 0 ? *left : *right);
    if (order == 0) add(all.back().found, right->found);
    if (order <= 0) ++left;
    if (order >= 0) ++right;
  }
  all.insert(all.end(), left, a.end());
  all.insert(all.end(), right, b.end());
  return all;
}

/// Where a stem stands among the tokens of a stream; none if it does not.
std::vector<std::size_t> places(std::string_view tokens, std::uint32_t stem) {
  std::vector<std::size_t> found;
  std::size_t index = 0;
  for (std::size_t at = 0; at < tokens.size(); ++index) {
    if (store::read_varint(tokens, at) == stem) found.push_back(index);
  }
  return found;
}

/// The shortest word of a stem, of equally short ones the first; the stem if there is none.
std::string shortest_word(std::string_view stem, const store::Database& database) {
  std::string_view best;
  for (const auto& segment : database.segments()) {
    const auto number = segment->forward.find(stem);
    for (std::uint32_t i = 0; number && i < segment->forward.word_count(); ++i) {
      if (segment->forward.word_stem(i) != *number) continue;
      const std::string_view word = segment->forward.word(i);
      if (best.empty() || word.size() < best.size() || (word.size() == best.size() && word < best))
        best = word;
    }
  }
  return std::string(best.empty() ? stem : best);
}

}  // namespace

StemCounts::StemCounts(const store::Database& database)
    : database_(database), parts_(database.segments().size()) {}

void StemCounts::hold(Part& part, std::uint32_t stem, std::uint32_t passage,
                      std::uint32_t article) const {
  if (stem >= part.rows.size()) return;  // a damaged stream
  Row& row = part.rows[stem];
  if (row.passage == passage + 1) return;
  if (row.passages == 0) part.met.push_back(stem);
  row.passage = passage + 1;
  ++row.passages;
  row.articles += row.article != article + 1 ? 1 : 0;
  row.article = article + 1;
}

void StemCounts::count(Part& part, const store::Segment& segment, const Bitmap& members) const {
  for (const std::uint32_t stem : part.met) part.rows[stem] = {};
  part.met.clear();
  part.rows.resize(segment.forward.stem_count());
  const auto passages = segment.text.passages();
  const auto articles = segment.text.articles();
  std::vector<std::uint32_t> title_stems;
  for (std::uint32_t at = members.next(0); at < members.size();) {
    const std::uint32_t article = passages[at].article;
    const std::uint32_t end = articles[article].first_passage + articles[article].passage_count;
    title_stems.clear();
    const std::string_view title = segment.forward.title(article).tokens;
    for (std::size_t i = 0; i < title.size();) title_stems.push_back(next_stem(title, i));
    for (; at < end; at = members.next(at + 1)) {
      for (const std::uint32_t stem : title_stems) hold(part, stem, at, article);
      const std::string_view text = segment.forward.passage(at).tokens;
      for (std::size_t i = 0; i < text.size();) hold(part, next_stem(text, i), at, article);
    }
  }
}

void StemCounts::count(const MatchSet& set) {
  base::parallel_for(parts_.size(), [&](std::size_t i) {
    count(parts_[i], database_.segment(static_cast<std::uint32_t>(i)), set.segments[i]);
  });
}

std::vector<StemCount> StemCounts::sorted(const Part& part, const store::Segment& segment) const {
  std::vector<StemCount> all;
  all.reserve(part.met.size());
  const auto take = [&](std::uint32_t stem) {
    const Row& row = part.rows[stem];
    all.push_back({segment.forward.stem(stem), {row.passages, row.articles}});
  };
  constexpr std::size_t few = 20;  // comparing texts costs more than passing over stems
  if (part.met.size() < part.rows.size() / few) {
    for (const std::uint32_t stem : part.met) take(stem);
    std::sort(all.begin(), all.end(),
              [](const StemCount& a, const StemCount& b) { return a.stem < b.stem; });
    return all;
  }
  for (std::uint32_t place = 0; place < part.rows.size(); ++place) {
    const std::uint32_t stem = segment.forward.sorted_stem(place);
    if (stem < part.rows.size() && part.rows[stem].passages > 0) take(stem);
  }
  return all;
}

std::vector<StemCount> StemCounts::held_by(std::uint32_t least_articles) const {
  std::vector<std::vector<StemCount>> lists(parts_.size());
  base::parallel_for(parts_.size(), [&](std::size_t i) {
    lists[i] = sorted(parts_[i], database_.segment(static_cast<std::uint32_t>(i)));
  });
  // Halves are merged so that of many segments none is passed over more often than it must be.
  for (; lists.size() > 1; lists.resize((lists.size() + 1) / 2)) {
    const std::size_t half = (lists.size() + 1) / 2;
    base::parallel_for(lists.size() / 2,
                       [&](std::size_t i) { lists[i] = merged(lists[i], lists[half + i]); });
  }
  if (lists.empty()) return {};
  std::erase_if(lists.front(),
                [&](const StemCount& one) { return one.found.articles < least_articles; });
  return std::move(lists.front());
}

Holding StemCounts::of(std::string_view stem) const {
  Holding sum;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const auto number = database_.segment(static_cast<std::uint32_t>(i)).forward.find(stem);
    if (number && *number < parts_[i].rows.size())
      add(sum, {parts_[i].rows[*number].passages, parts_[i].rows[*number].articles});
  }
  return sum;
}

CommonStems::CommonStems(const store::Database& database) {
  const store::Stemmer stemmer(database.manifest().fingerprint.stemmer);
  for (const char* list : {"english", "calendar"}) {
    const text::Stopwords stopwords = text::load_stopwords(list);
    for (const std::string& word : stopwords.words()) stopwords_.insert(stemmer.stem(word));
  }
}

bool CommonStems::contains(std::string_view stem) const {
  if (stem.size() < 3) return true;
  const bool digits = std::all_of(stem.begin(), stem.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == ',';
  });
  return digits || stopwords_.contains(std::string(stem));
}

std::string spelling(std::string_view stem, const MatchSet& set, const store::Database& database) {
  constexpr unsigned enough = 5;
  std::map<std::string, unsigned> forms;
  const std::string term = store::make_term(schema::Schema::standard().get("text"), stem);
  text::Tokens tokens;
  unsigned read = 0;
  for (std::uint32_t i = 0; i < set.segments.size() && read < enough; ++i) {
    const store::Segment& segment = database.segment(i);
    const auto number = segment.forward.find(stem);
    if (!number) continue;
    const auto postings =
        store::with_xapian("read the postings of a word", [&] { return segment.postings(term); });
    for (const std::uint32_t ordinal : postings->ordinals) {
      if (read == enough) break;
      if (!set.segments[i].test(ordinal)) continue;
      const auto at = places(segment.forward.passage(ordinal).tokens, *number);
      if (at.empty()) continue;  // the headline has it
      const std::string text = segment.text.passage(ordinal);
      text::tokenize(text, tokens);
      for (const std::size_t place : at) {
        if (place < tokens.size())
          ++forms[text.substr(tokens[place].begin, tokens[place].end - tokens[place].begin)];
      }
      ++read;
    }
  }
  if (forms.empty()) return shortest_word(stem, database);
  // Of equally frequent forms the last one: small letters come after capitals.
  std::string best(stem);
  unsigned most = 1;
  for (const auto& [form, count] : forms) {
    if (count < most) continue;
    most = count;
    best = form;
  }
  return best;
}

}  // namespace dateline::explore
