#include "search/match.hh"

#include "base/error.hh"

namespace dateline::search {
namespace {

class Matcher {
 public:
  explicit Matcher(const store::Segment& segment) : segment_(segment) {}

  Bitmap run(const Clause& clause) {
    switch (clause.kind) {
      case Clause::Kind::Term:
        return any_term(clause.terms);
      case Clause::Kind::Phrase:
        return phrase(clause);
      case Clause::Kind::And:
      case Clause::Kind::Or: {
        Bitmap result = run(clause.children.front());
        for (std::size_t i = 1; i < clause.children.size(); ++i) {
          if (clause.kind == Clause::Kind::And) {
            result &= run(clause.children[i]);
          } else {
            result |= run(clause.children[i]);
          }
        }
        return result;
      }
      case Clause::Kind::Not: {
        Bitmap result = run(clause.children.front());
        result.flip();
        return result;
      }
      case Clause::Kind::All:
        return Bitmap(segment_.passage_count, true);
      case Clause::Kind::None:
        break;
    }
    return Bitmap(segment_.passage_count);
  }

 private:
  Bitmap any_term(const std::vector<std::string>& terms) const {
    Bitmap result(segment_.passage_count);
    for (const std::string& term : terms) {
      for (auto at = segment_.terms.postlist_begin(term), end = segment_.terms.postlist_end(term);
           at != end; ++at) {
        result.set(*at - 1);
      }
    }
    return result;
  }

  /// Candidates have all the words, in text or headline; then the token streams decide.
  Bitmap phrase(const Clause& clause) const {
    Bitmap result(segment_.passage_count);
    const auto encoded = segment_.forward.encode(clause.stems);
    if (!encoded) return result;
    Bitmap candidates = any_term({clause.terms.front()});
    for (std::size_t i = 1; i < clause.terms.size(); ++i) candidates &= any_term({clause.terms[i]});
    std::uint32_t article = UINT32_MAX;
    bool in_title = false;
    const auto rows = segment_.text.passages();
    candidates.each([&](std::uint32_t ordinal) {
      bool found = clause.in_text && segment_.forward.passage(ordinal).contains(*encoded);
      if (!found && clause.in_title) {
        if (rows[ordinal].article != article) {
          article = rows[ordinal].article;
          in_title = segment_.forward.title(article).contains(*encoded);
        }
        found = in_title;
      }
      if (found) result.set(ordinal);
    });
    return result;
  }

  const store::Segment& segment_;
};

void drop_deleted(const store::Segment& segment, Bitmap& bitmap) {
  if (!segment.has_deleted()) return;
  const auto rows = segment.text.articles();
  for (std::uint32_t article = 0; article < rows.size(); ++article) {
    if (!segment.is_deleted(article)) continue;
    for (std::uint32_t i = 0; i < rows[article].passage_count; ++i)
      bitmap.reset(rows[article].first_passage + i);
  }
}

}  // namespace

std::uint64_t MatchSet::passages() const {
  std::uint64_t total = 0;
  for (const Bitmap& bitmap : segments) total += bitmap.count();
  return total;
}

std::uint64_t MatchSet::articles(const store::Database& database) const {
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const auto rows = database.segment(static_cast<std::uint32_t>(i)).text.passages();
    std::uint32_t last = UINT32_MAX;  // an article's passages lie side by side
    segments[i].each([&](std::uint32_t ordinal) {
      if (rows[ordinal].article != last) ++total;
      last = rows[ordinal].article;
    });
  }
  return total;
}

MatchSet match(const Clause& clause, const store::Database& database) {
  MatchSet result;
  store::with_xapian("search", [&] {
    for (const auto& segment : database.segments()) {
      Bitmap bitmap = Matcher(*segment).run(clause);
      drop_deleted(*segment, bitmap);
      result.segments.push_back(std::move(bitmap));
    }
  });
  return result;
}

MatchSource::MatchSource(std::shared_ptr<const MatchSet> matches, const store::Database& database)
    : matches_(std::move(matches)) {
  Places places;
  for (std::size_t i = 0; i < database.segments().size(); ++i)
    places[database.segments()[i]->terms.get_uuid()] = i;
  places_ = std::make_shared<const Places>(std::move(places));
}

MatchSource::MatchSource(std::shared_ptr<const MatchSet> matches,
                         std::shared_ptr<const Places> places)
    : matches_(std::move(matches)), places_(std::move(places)) {}

void MatchSource::init(const Xapian::Database& segment) {
  const auto found = places_->find(segment.get_uuid());
  if (found == places_->end())
    throw base::Error(base::Code::Internal, "a filter met a segment it does not know");
  bitmap_ = &matches_->segments[found->second];
  count_ = bitmap_->count();
  started_ = false;
  at_ = 0;
}

void MatchSource::next(double) {
  at_ = bitmap_->next(started_ ? at_ + 1 : 0);
  started_ = true;
}

void MatchSource::skip_to(Xapian::docid document, double) {
  started_ = true;
  at_ = bitmap_->next(std::max(at_, document - 1));
}

bool MatchSource::at_end() const {
  return started_ && at_ >= bitmap_->size();
}

Xapian::PostingSource* MatchSource::clone() const {
  return new MatchSource(matches_, places_);
}

}  // namespace dateline::search
