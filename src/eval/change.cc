#include "eval/change.hh"

#include "store/find.hh"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::eval {
namespace {

constexpr double visible = 5e-7;  ///< records have eight digits
constexpr std::size_t most_hits = 5, most_parts = 3;

bool differ(double a, double b) {
  return std::abs(a - b) > visible * std::max({1.0, std::abs(a), std::abs(b)});
}

/// A change of one part of a score.
struct Change {
  std::string text;
  double by = 0;
};

std::string arrow(double before, double now, int digits = 3) {
  return fmt::format("{:.{}f} -> {:.{}f}", before, digits, now, digits);
}

/// Why a term adds another amount.
std::string because(const search::TermPart& before, const search::TermPart& now,
                    const search::Breakdown& was, const search::Breakdown& is) {
  std::vector<std::string> reasons;
  if (differ(before.weight, now.weight))
    reasons.push_back("weight " + arrow(before.weight, now.weight));
  if (differ(before.frequency, now.frequency))
    reasons.push_back(fmt::format("frequency {:.4g} -> {:.4g}", before.frequency, now.frequency));
  if (before.in_title != now.in_title)
    reasons.emplace_back(now.in_title ? "now in the headline" : "no longer in the headline");
  if (differ(before.article_frequency, now.article_frequency)) {
    reasons.push_back(fmt::format("frequency in the article {:.4g} -> {:.4g}",
                                  before.article_frequency, now.article_frequency));
  }
  if (was.length != is.length)
    reasons.push_back(fmt::format("length {} -> {}", was.length, is.length));
  if (!reasons.empty()) return fmt::format("{}", fmt::join(reasons, ", "));
  const char* part = differ(before.passage, now.passage) ? "in the passage"
                     : differ(before.cover, now.cover)   ? "for standing there"
                                                         : "in the article";
  return fmt::format("{}, weight {:.3f} and frequency {:.4g} as before", part, now.weight,
                     now.frequency);
}

/// The parts of a score that changed, the largest change first.
std::vector<Change> part_changes(const search::Breakdown& before, const search::Breakdown& now) {
  std::vector<Change> all;
  for (const search::TermPart& one : now.terms) {
    const auto was = std::find_if(before.terms.begin(), before.terms.end(),
                                  [&](const auto& other) { return other.term == one.term; });
    if (was == before.terms.end()) {
      all.push_back({fmt::format("term '{}' is new: +{:.3f}", one.term, one.sum()), one.sum()});
    } else if (differ(was->sum(), one.sum())) {
      all.push_back({fmt::format("term '{}' {} ({})", one.term, arrow(was->sum(), one.sum()),
                                 because(*was, one, before, now)),
                     one.sum() - was->sum()});
    }
  }
  for (const search::TermPart& one : before.terms) {
    if (std::none_of(now.terms.begin(), now.terms.end(),
                     [&](const auto& other) { return other.term == one.term; }))
      all.push_back({fmt::format("term '{}' is gone: -{:.3f}", one.term, one.sum()), -one.sum()});
  }
  const auto other = [&](const char* name, double was, double is) {
    if (differ(was, is)) all.push_back({fmt::format("{} {}", name, arrow(was, is)), is - was});
  };
  other("opening of the article", before.lead, now.lead);
  other("share of running text, factor", before.prose, now.prose);
  other("proximity", before.proximity, now.proximity);
  other("recency, factor", before.recency, now.recency);
  std::stable_sort(all.begin(), all.end(), [](const Change& a, const Change& b) {
    return std::abs(a.by) > std::abs(b.by);
  });
  return all;
}

const RecordedHit* find(const std::vector<RecordedHit>& hits, const std::string& id) {
  for (const RecordedHit& hit : hits) {
    if (hit.id == id) return &hit;
  }
  return nullptr;
}

/// Another hit of the same score, if a tie puts this one where it is.
const RecordedHit* tied(const std::vector<RecordedHit>& hits, const RecordedHit& hit) {
  for (const RecordedHit& other : hits) {
    if (other.id != hit.id && std::abs(other.score - hit.score) < 1e-9) return &other;
  }
  return nullptr;
}

/// Why a hit's score or rank is another.
std::string reasons(const RecordedHit& before, const RecordedHit& now,
                    const std::vector<RecordedHit>& hits) {
  std::vector<std::string> parts;
  const std::vector<Change> found = part_changes(before.parts, now.parts);
  for (std::size_t i = 0; i < std::min(most_parts, found.size()); ++i)
    parts.push_back(found[i].text);
  if (found.size() > most_parts) parts.push_back(fmt::format("{} more", found.size() - most_parts));
  if (before.text != now.text) parts.emplace_back("its text changed");
  if (before.published_seconds != now.published_seconds) parts.emplace_back("its date changed");
  if (const RecordedHit* other = tied(hits, now); other != nullptr && before.rank != now.rank)
    parts.push_back(fmt::format("its score ties with {}: date, then id decide", other->id));
  if (parts.empty()) parts.emplace_back("its score is as before: others moved past it");
  return fmt::format("{}", fmt::join(parts, "; "));
}

/// Why a hit of before is none of those recorded now.
std::string why_gone(const RecordedHit& hit, const store::Database& database,
                     const search::Plan& plan) {
  const auto found = store::find_id(database, hit.id);
  if (!found) return "it is not in the index any more";
  const store::ArticleRow& row = database.segment(found->segment).text.articles()[found->article];
  const store::PassageRef passage{found->segment, row.first_passage + found->passage - 1};
  std::vector<std::string> broken;
  for (const search::Condition& one : search::conditions(plan, database, passage)) {
    if (!one.holds) broken.push_back(one.text);
  }
  if (broken.empty()) return "it still matches, but ranks lower";
  return fmt::format("it does not match any more: {} does not hold", fmt::join(broken, ", "));
}

/// How far a hit moved that came from, or went, below what is recorded: one rank further at least.
std::size_t recorded_distance(std::size_t rank) {
  constexpr std::size_t below = 11;
  return rank < below ? below - rank : 1;
}

/// A line on a hit, and how far it moved.
struct Move {
  std::string text;
  std::size_t distance = 0;
  std::size_t rank = 0;
};

}  // namespace

std::vector<std::string> changes(const Provenance& before, const Provenance& now) {
  std::vector<std::string> all;
  const auto compare = [&](const std::string& name, const std::string& was, const std::string& is) {
    if (was != is)
      all.push_back(
          fmt::format("{} {} -> {}", name, was.empty() ? "none" : was, is.empty() ? "none" : is));
  };
  const auto number = [](const std::optional<double>& value) {
    return value ? fmt::format("{}", *value) : std::string();
  };
  std::map<std::string, std::optional<double>> old;
  for (const auto& [name, value] : before.weighting) old[name] = value;
  for (const auto& [name, value] : now.weighting) {
    compare(name, number(old[name]), number(value));
    old.erase(name);
  }
  for (const auto& [name, value] : old) compare(name, number(value), "");
  std::map<std::string, std::string> settings;
  for (const auto& [name, value] : before.settings) settings[name] = value;
  for (const auto& [name, value] : now.settings) {
    compare(name, settings[name], value);
    settings.erase(name);
  }
  for (const auto& [name, value] : settings) compare(name, value, "");
  const store::Fingerprint &was = before.analysis, &is = now.analysis;
  compare("stemmer", was.stemmer, is.stemmer);
  compare("tokenizer", std::to_string(was.tokenizer), std::to_string(is.tokenizer));
  compare("schema", was.schema, is.schema);
  compare("sentence rules", was.sentences, is.sentences);
  compare("entities", was.entities, is.entities);
  if (before.index != now.index) {
    all.push_back(fmt::format("index {} ({} articles, {} passages) -> {} ({}, {})", before.index,
                              before.articles, before.passages, now.index, now.articles,
                              now.passages));
  }
  compare("program", before.program, now.program);
  return all;
}

std::vector<std::string> changes(const RecordedAnswer& before, const RecordedAnswer& now,
                                 const std::vector<RecordedHit>& others,
                                 const store::Database& database, const search::Plan& plan) {
  std::vector<std::string> lines;
  if (before.query != now.query) lines.push_back(fmt::format("the query was {}", before.query));
  if (before.understood != now.understood)
    lines.push_back(
        fmt::format("understood as {}, before as {}", now.understood, before.understood));
  if (before.passages != now.passages || before.articles != now.articles) {
    lines.push_back(fmt::format("found {} -> {} passages, {} -> {} articles", before.passages,
                                now.passages, before.articles, now.articles));
  }
  std::vector<Move> moves;
  std::vector<RecordedHit> hits = now.hits;
  hits.insert(hits.end(), others.begin(), others.end());
  for (const RecordedHit& hit : hits) {
    const RecordedHit* was = find(before.hits, hit.id);
    if (was == nullptr) {
      moves.push_back({fmt::format("{} now at rank {} with score {:.3f}, not recorded before",
                                   hit.id, hit.rank, hit.score),
                       recorded_distance(hit.rank), hit.rank});
    } else if (was->rank != hit.rank || differ(was->score, hit.score) || was->text != hit.text) {
      const std::size_t distance =
          was->rank > hit.rank ? was->rank - hit.rank : hit.rank - was->rank;
      const std::string rank = distance == 0 ? fmt::format("rank {} as before", hit.rank)
                                             : fmt::format("rank {} -> {}", was->rank, hit.rank);
      moves.push_back({fmt::format("{} {}, score {}: {}", hit.id, rank,
                                   arrow(was->score, hit.score), reasons(*was, hit, hits)),
                       distance, std::min(was->rank, hit.rank)});
    }
  }
  for (const RecordedHit& hit : before.hits) {
    if (find(hits, hit.id) != nullptr) continue;
    moves.push_back({fmt::format("{} was at rank {} with score {:.3f}: {}", hit.id, hit.rank,
                                 hit.score, why_gone(hit, database, plan)),
                     recorded_distance(hit.rank), hit.rank});
  }
  std::stable_sort(moves.begin(), moves.end(), [](const Move& a, const Move& b) {
    return a.distance != b.distance ? a.distance > b.distance : a.rank < b.rank;
  });
  // Hits that kept their rank say little beside those that did not.
  const auto kept = static_cast<std::size_t>(
      std::count_if(moves.begin(), moves.end(), [](const Move& one) { return one.distance == 0; }));
  const std::size_t told =
      std::min(most_hits, kept < moves.size() ? moves.size() - kept : moves.size());
  for (std::size_t i = 0; i < told; ++i) lines.push_back(moves[i].text);
  if (moves.size() > told) {
    lines.push_back(fmt::format("{} more {} changed", moves.size() - told,
                                moves.size() - told == 1 ? "hit" : "hits"));
  }
  return lines;
}

}  // namespace dateline::eval
