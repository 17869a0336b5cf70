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

/// Counts by stem number of a segment.
class Counter {
 public:
  explicit Counter(const store::Segment& segment)
      : segment_(segment), rows_(segment.forward.stem_count()) {}

  void add(const Bitmap& members) {
    const auto passages = segment_.text.passages();
    const auto articles = segment_.text.articles();
    for (std::uint32_t at = members.next(0); at < members.size();) {
      const std::uint32_t article = passages[at].article;
      const std::uint32_t end = articles[article].first_passage + articles[article].passage_count;
      title_.clear();
      const std::string_view title = segment_.forward.title(article).tokens;
      for (std::size_t i = 0; i < title.size();) title_.push_back(next(title, i));
      for (; at < end; at = members.next(at + 1)) {
        for (const std::uint32_t stem : title_) hold(stem, at, article);
        const std::string_view text = segment_.forward.passage(at).tokens;
        for (std::size_t i = 0; i < text.size();) hold(next(text, i), at, article);
      }
    }
  }

  Holding of(std::uint32_t stem) const { return {rows_[stem].passages, rows_[stem].articles}; }

 private:
  struct Row {
    std::uint32_t passages = 0, articles = 0;
    std::uint32_t passage = 0, article = 0;  ///< counted last, plus 1
  };

  static std::uint32_t next(std::string_view bytes, std::size_t& at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    if (first < 0x80) {
      ++at;
      return first;
    }
    return static_cast<std::uint32_t>(store::read_varint(bytes, at));
  }

  void hold(std::uint32_t stem, std::uint32_t passage, std::uint32_t article) {
    if (stem >= rows_.size()) return;  // a damaged stream
    Row& row = rows_[stem];
    if (row.passage == passage + 1) return;
    row.passage = passage + 1;
    ++row.passages;
    row.articles += row.article != article + 1 ? 1 : 0;
    row.article = article + 1;
  }

  const store::Segment& segment_;
  std::vector<Row> rows_;
  std::vector<std::uint32_t> title_;
};

void add(Holding& to, const Holding& more) {
  to.passages += more.passages;
  to.articles += more.articles;
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

std::vector<StemCount> count_stems(const MatchSet& found, const MatchSet& other,
                                   const store::Database& database, std::uint32_t least_articles) {
  const std::size_t segments = database.segments().size();
  std::vector<std::vector<StemCount>> parts(segments);
  const std::uint32_t least = segments > 1 ? 1 : std::max(least_articles, 1u);
  base::parallel_for(segments, [&](std::size_t i) {
    const store::Segment& segment = database.segment(static_cast<std::uint32_t>(i));
    Counter in_found(segment), in_other(segment);
    base::parallel_for(2, [&](std::size_t which) {
      which == 0 ? in_found.add(found.segments[i]) : in_other.add(other.segments[i]);
    });
    for (std::uint32_t stem = 0; stem < segment.forward.stem_count(); ++stem) {
      const Holding here = in_found.of(stem), there = in_other.of(stem);
      // With several segments a stem may be of `found` in one and of `other` in the next.
      if (here.articles >= least || (segments > 1 && there.articles > 0))
        parts[i].push_back({segment.forward.stem(stem), here, there});
    }
  });
  std::vector<StemCount> all;
  if (segments == 1) {
    all = std::move(parts.front());
  } else {
    std::unordered_map<std::string_view, std::size_t> numbers;
    for (const auto& part : parts) {
      for (const StemCount& one : part) {
        const auto [at, fresh] = numbers.try_emplace(one.stem, all.size());
        if (fresh) {
          all.push_back(one);
        } else {
          add(all[at->second].found, one.found);
          add(all[at->second].other, one.other);
        }
      }
    }
    std::erase_if(all, [&](const StemCount& one) {
      return one.found.articles < std::max(least_articles, 1u);
    });
  }
  std::sort(all.begin(), all.end(),
            [](const StemCount& a, const StemCount& b) { return a.stem < b.stem; });
  return all;
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
