#include "eval/check_case.hh"

#include "base/error.hh"
#include "eval/expectation.hh"
#include "eval/understand.hh"
#include "schema/field.hh"
#include "search/entities.hh"
#include "search/facet.hh"
#include "search/highlight.hh"
#include "search/snippet.hh"
#include "store/find.hh"
#include "store/passage.hh"

#include <algorithm>
#include <chrono>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::eval {
namespace {

using Kind = Expectation::Kind;

constexpr std::size_t looked_at = 1000;  ///< results that ranks are told of

/// Holds one answer to expectations.
class Checker {
 public:
  Checker(const Case& one, const Suite& suite, const store::Database& database,
          const RecordedAnswer* before)
      : case_(one), database_(database), before_(before), options_(rank_options(suite.ranking)) {
    options_.limit = looked_at;
    checked_.suite = suite.name;
    checked_.id = checked_.answer.id = one.id;
    checked_.query = checked_.answer.query = one.query;
    checked_.note = one.note;
    checked_.place = one.place;
    query_options_ = query_options(suite.ranking);
  }

  Checked run() {
    const Expectation* error = nullptr;
    for (const Expectation& one : case_.expectations) {
      if (one.kind == Kind::Error) error = &one;
    }
    const auto start = std::chrono::steady_clock::now();
    try {
      query_ = understand(case_.query, database_, query_options_);
      checked_.answer.understood = query_.printed;
      if (error == nullptr) ranking_ = search::rank(query_.plan, database_, options_);
    } catch (const base::Error& failure) {
      if (failure.code() != base::Code::Query && failure.code() != base::Code::Usage) throw;
      refused(failure.what(), error);
      return std::move(checked_);
    }
    checked_.elapsed_ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    if (error != nullptr) {
      checked_.add({Status::Fail,
                    describe(*error),
                    fmt::format("it is understood as {}", query_.printed),
                    error->place,
                    {}});
      return std::move(checked_);
    }
    checked_.answer.passages = ranking_.matches->passages();
    checked_.answer.articles = ranking_.matches->articles(database_);
    bool may_be_empty = false;
    for (const Expectation& one : case_.expectations) {
      may_be_empty |= (one.kind == Kind::Passages || one.kind == Kind::Articles) &&
                      one.bounds.min && one.bounds.min->value == 0;
    }
    if (checked_.answer.passages == 0 && !may_be_empty) {
      checked_.add({Status::Fail,
                    "something is found",
                    "nothing is; a case may expect that with count = 0, or min = 0",
                    case_.place,
                    {}});
    }
    for (const Expectation& one : case_.expectations) {
      Finding finding{Status::Pass, describe(one), {}, one.place, {}};
      hold(one, finding);
      checked_.add(std::move(finding));
    }
    record_hits(query_.plan, database_, options_, ranking_, named_, before_, checked_);
    return std::move(checked_);
  }

 private:
  void refused(const std::string& message, const Expectation* error) {
    const std::string line = message.substr(0, message.find('\n'));
    if (error == nullptr) {
      checked_.add({Status::Fail, "the query is understood", line, case_.place, {}});
      return;
    }
    // The lines below repeat the query, in which nearly everything can be found.
    const bool good = line.find(error->text) != std::string::npos;
    checked_.answer.understood = "refused: " + line;
    checked_.add({good ? Status::Pass : Status::Fail, describe(*error), line, error->place, {}});
  }

  void hold(const Expectation& one, Finding& finding) {
    switch (one.kind) {
      case Kind::Within:
      case Kind::Below:
      case Kind::Absent:
      case Kind::Before:
        hold_rank(one, finding);
        break;
      case Kind::Passages:
        hold_count(one.bounds, checked_.answer.passages, finding);
        break;
      case Kind::Articles:
        hold_count(one.bounds, checked_.answer.articles, finding);
        break;
      case Kind::Facet:
      case Kind::Published:
        hold_facet(one, finding);
        break;
      case Kind::Snippet:
      case Kind::Entity:
        hold_hit(one, finding);
        break;
      case Kind::Latency:
        hold_latency(one, finding);
        break;
      case Kind::Error:
        break;  // the query was understood: told before
    }
  }

  /// The rank of an article's best passage, or of a passage; 0 if it is not among those looked at.
  /// Its hit is recorded.
  std::size_t rank_of(const std::string& id, bool passage) {
    for (std::size_t i = 0; i < ranking_.hits.size(); ++i) {
      const search::Hit& hit = ranking_.hits[i];
      if (passage ? store::passage_id(hit.article_id, hit.number) == id : hit.article_id == id) {
        named_.push_back(i + 1);
        return i + 1;
      }
    }
    return 0;
  }

  /// Whether an id is in the index; else the finding fails, since nothing can be said of it.
  std::optional<store::ArticleRef> require_id(const std::string& id, bool passage,
                                              Finding& finding) const {
    const auto found = store::find_id(database_, id);
    if (found && (found->passage > 0) == passage) return found;
    finding.status = Status::Fail;
    if (found) {
      finding.got = fmt::format("'{}' is {}", id,
                                passage ? "an article; passage = takes ID#NUMBER"
                                        : "a passage; article = takes an article's id");
      return std::nullopt;
    }
    const auto near = store::similar_id(database_, id);
    finding.got = fmt::format("there is no {} '{}' in the index{}", passage ? "passage" : "article",
                              id, near ? fmt::format("; did you mean '{}'?", *near) : "");
    return std::nullopt;
  }

  bool matches(const store::ArticleRef& ref) const {
    const search::Bitmap& found = ranking_.matches->segments[ref.segment];
    const store::ArticleRow& row = database_.segment(ref.segment).text.articles()[ref.article];
    if (ref.passage > 0) return found.test(row.first_passage + ref.passage - 1);
    for (std::uint32_t i = 0; i < row.passage_count; ++i) {
      if (found.test(row.first_passage + i)) return true;
    }
    return false;
  }

  std::string place_of(const store::ArticleRef& ref, std::size_t rank) const {
    if (rank > 0) return fmt::format("it is at rank {}", rank);
    if (!matches(ref)) return "it does not match";
    return options_.fold && ref.passage > 0 ? "another passage stands for its article"
                                            : fmt::format("it is below the first {}", looked_at);
  }

  void hold_rank(const Expectation& one, Finding& finding) {
    const auto ref = require_id(one.id, one.passage, finding);
    if (!ref) return;
    const std::size_t rank = rank_of(one.id, one.passage);
    finding.got = place_of(*ref, rank);
    const auto number = static_cast<std::size_t>(one.number.value);
    if (one.kind == Kind::Within) {
      if (rank > 0 && rank <= number) return;
      if (rank > 0) finding.edits.push_back({one.number.place, static_cast<double>(rank)});
    } else if (one.kind == Kind::Below) {
      if (rank == 0 || rank > number) return;
      if (rank > 1) finding.edits.push_back({one.number.place, static_cast<double>(rank - 1)});
    } else if (one.kind == Kind::Absent) {
      if (!matches(*ref)) return;
    } else {
      const bool passage = one.text.find('#') != std::string::npos && one.passage;
      const auto other = require_id(one.text, passage, finding);
      if (!other) return;
      const std::size_t below = rank_of(one.text, passage);
      finding.got +=
          fmt::format(", {} {}", one.text,
                      below > 0 ? fmt::format("at rank {}", below) : place_of(*other, below));
      if (rank > 0 && (below == 0 || rank < below)) return;
    }
    finding.status = Status::Fail;
  }

  static void hold_count(const Bounds& bounds, std::uint64_t count, Finding& finding) {
    finding.got = std::to_string(count);
    const auto value = static_cast<double>(count);
    const bool low = bounds.min && value < bounds.min->value;
    const bool high = bounds.max && value > bounds.max->value;
    if (!low && !high) return;
    finding.status = Status::Fail;
    // That something is there no more is never accepted by itself: somebody has to write the 0.
    if (count > 0) finding.edits.push_back({low ? bounds.min->place : bounds.max->place, value});
  }

  void hold_facet(const Expectation& one, Finding& finding) {
    try {
      const auto facets = search::count_facets(*ranking_.matches, database_,
                                               schema::Schema::standard(), {one.field}, SIZE_MAX,
                                               search::CountBy::Passages, query_.names.get());
      std::uint64_t count = 0;
      for (const search::FacetCount& value : facets.at(0).values) {
        if (value.value == one.text) count = one.by_articles ? value.articles : value.passages;
      }
      hold_count(one.bounds, count, finding);
    } catch (const base::Error& failure) {
      if (failure.code() != base::Code::Usage) throw;
      finding.status = Status::Fail;
      finding.got = failure.what();
    }
  }

  /// The hit that an expectation names, by id or rank.
  const search::Hit* hit_of(const Expectation& one, Finding& finding) {
    std::size_t rank = 0;
    if (one.id.empty()) {
      rank = static_cast<std::size_t>(one.number.value);
      if (rank > ranking_.hits.size()) rank = 0;
    } else {
      if (!require_id(one.id, one.passage, finding)) return nullptr;
      rank = rank_of(one.id, one.passage);
    }
    if (rank > 0) return &ranking_.hits[rank - 1];
    finding.status = Status::Fail;
    finding.got = one.id.empty() ? fmt::format("there are {} results", ranking_.hits.size())
                                 : "it is no result";
    return nullptr;
  }

  void hold_hit(const Expectation& one, Finding& finding) {
    const search::Hit* hit = hit_of(one, finding);
    if (hit == nullptr) return;
    const store::Segment& segment = database_.segment(hit->passage.segment);
    if (one.kind == Kind::Snippet) {
      const std::string text = segment.text.passage(hit->passage.ordinal);
      search::Highlighter highlighter(query_.plan, database_);
      const text::Span window = search::best_window(text, highlighter.passage(hit->passage, text));
      finding.got = fmt::format("“{}”", window.of(text));
      if (window.of(text).find(one.text) == std::string_view::npos) finding.status = Status::Fail;
      return;
    }
    // An entity goes by the name that facets count it by, and by each spelling of the passage.
    std::vector<std::string> names;
    search::EntityReader entities(database_, query_.names.get());
    for (const search::Entity& entity :
         entities.passage(hit->passage.segment, hit->passage.ordinal)) {
      if ((one.field.empty() || entity.field == one.field) && entity.name == one.text) return;
    }
    for (const store::FacetValue& name : segment.facets().names_of_passage(hit->passage.ordinal)) {
      const auto& fields = schema::Schema::standard().fields();
      const std::string field = name.field < fields.size() ? fields[name.field].name : "";
      if (!one.field.empty() && field != one.field) continue;
      if (name.display == one.text) return;
      names.emplace_back(name.display);
    }
    finding.status = Status::Fail;
    finding.got =
        names.empty() ? "it carries none" : fmt::format("it carries {}", fmt::join(names, ", "));
  }

  void hold_latency(const Expectation& one, Finding& finding) const {
    finding.got = fmt::format("{:.1f} ms", checked_.elapsed_ms);
    if (checked_.elapsed_ms <= one.number.value) return;
    finding.told = true;
    if (one.strict) finding.status = Status::Fail;
  }

  const Case& case_;
  const store::Database& database_;
  const RecordedAnswer* before_;
  search::RankOptions options_;
  QueryOptions query_options_;
  Understood query_;
  search::Ranking ranking_;
  Checked checked_;
  std::vector<std::size_t> named_;
};

}  // namespace

void Checked::add(Finding finding) {
  status = std::max(status, finding.status);
  findings.push_back(std::move(finding));
}

bool Checked::told() const {
  return std::any_of(findings.begin(), findings.end(), [](const Finding& one) { return one.told; });
}

Checked check_case(const Case& one, const Suite& suite, const store::Database& database,
                   const RecordedAnswer* before) {
  return Checker(one, suite, database, before).run();
}

void record_hits(const search::Plan& plan, const store::Database& database,
                 const search::RankOptions& options, const search::Ranking& ranking,
                 const std::vector<std::size_t>& ranks, const RecordedAnswer* before,
                 Checked& checked) {
  std::set<std::size_t> recorded(ranks.begin(), ranks.end());
  for (std::size_t i = 1; i <= std::min(recorded_hits, ranking.hits.size()); ++i)
    recorded.insert(i);
  std::set<std::string> known;
  if (before != nullptr) {
    for (const RecordedHit& hit : before->hits) known.insert(hit.id);
  }
  std::vector<store::PassageRef> passages;
  std::vector<RecordedHit> hits;
  for (std::size_t rank = 1; rank <= ranking.hits.size(); ++rank) {
    const search::Hit& hit = ranking.hits[rank - 1];
    const bool wanted =
        recorded.contains(rank) ||
        (!known.empty() && known.contains(store::passage_id(hit.article_id, hit.number)));
    if (!wanted) continue;
    passages.push_back(hit.passage);
    hits.push_back(record_hit(database, hit, rank));
  }
  std::vector<search::Breakdown> parts =
      search::break_down(plan, database, options, ranking, passages);
  for (std::size_t i = 0; i < hits.size(); ++i) {
    hits[i].parts = std::move(parts[i]);
    auto& kept = recorded.contains(hits[i].rank) ? checked.answer.hits : checked.others;
    kept.push_back(std::move(hits[i]));
  }
}

}  // namespace dateline::eval
