#include "search/nearby.hh"

#include "base/nearest.hh"
#include "schema/field.hh"
#include "search/names.hh"
#include "store/terms.hh"
#include "store/xapian.hh"
#include "text/normalize.hh"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dateline::search {
namespace {

constexpr std::size_t least_letters = 4, long_word = 8;

std::size_t most_edits(std::string_view text) {
  return text.size() < long_word ? 1 : 2;
}

/// Whether two texts are too different in length to be near each other.
bool is_far(std::string_view a, std::string_view b) {
  return a.size() > b.size() + most_edits(a) || b.size() > a.size() + most_edits(a);
}

/// The last words of a name, as many as asked for; all of it if it has no more.
std::string_view last_words(std::string_view key, std::size_t count) {
  for (std::size_t at = key.size(); at > 0; --at) {
    if (key[at - 1] == ' ' && --count == 0) return key.substr(at);
  }
  return key;
}

std::optional<Nearby> nearby_name(const schema::Field& field, const std::string& asked,
                                  const store::Database& database, const Aliases& aliases) {
  const std::string wanted = text::fold_name(asked);
  if (wanted.size() < least_letters) return std::nullopt;
  const auto words = static_cast<std::size_t>(std::count(wanted.begin(), wanted.end(), ' ')) + 1;
  const auto number = static_cast<std::size_t>(&field - schema::Schema::standard().fields().data());
  struct Place {
    const store::FacetFile* facets;
    std::uint32_t group;
  };
  std::unordered_map<std::string_view, std::vector<Place>> places;
  std::vector<std::string_view> candidates;
  for (const auto& segment : database.segments()) {
    const store::FacetFile& facets = segment->facets();
    const store::FacetFieldRow row = facets.field(number);
    for (std::uint32_t group = row.first; group < row.end; ++group) {
      const std::string_view key = facets.key(group);
      const std::string_view last = last_words(key, words);
      for (const std::string_view one : {key, last}) {
        if (is_far(wanted, one)) continue;
        std::vector<Place>& all = places[one];
        if (all.empty()) candidates.push_back(one);
        all.push_back({&facets, group});
        if (last.size() == key.size()) break;
      }
    }
  }
  std::optional<Nearby> best;
  for (const std::string_view one : base::all_nearest(wanted, candidates, most_edits(wanted))) {
    for (const Place& place : places[one]) {
      if (best && place.facets->total(place.group).passages <= best->passages) continue;
      best = Nearby{std::string(place.facets->spelling(place.group, 0).display),
                    place.facets->total(place.group).passages};
    }
  }
  if (!best) return best;
  // What a search for it finds is more: all segments, all spellings.
  const std::string key = text::fold_name(best->text);
  best->passages = passages_with_any(exact_name(database, field, key, aliases).terms, database);
  return best;
}

std::optional<Nearby> nearby_word(const std::string& asked, const store::Database& database) {
  const std::string wanted = text::fold_name(asked);
  const bool letters = std::none_of(wanted.begin(), wanted.end(),
                                    [](char c) { return c == ' ' || (c >= '0' && c <= '9'); });
  if (wanted.size() < least_letters || !letters) return std::nullopt;
  std::unordered_map<std::string_view, std::string_view> stems;
  std::vector<std::string_view> candidates;
  for (const auto& segment : database.segments()) {
    const store::ForwardFile& forward = segment->forward;
    for (std::uint32_t i = 0; i < forward.word_count(); ++i) {
      const std::string_view word = forward.word(i);
      if (is_far(wanted, word)) continue;
      if (stems.try_emplace(word, forward.stem(forward.word_stem(i))).second)
        candidates.push_back(word);
    }
  }
  const schema::Field& field = schema::Schema::standard().get("text");
  std::optional<Nearby> best;
  for (const std::string_view one : base::all_nearest(wanted, candidates, most_edits(wanted))) {
    const std::uint64_t passages =
        passages_with_any({store::make_term(field, stems.at(one))}, database);
    if (!best || passages > best->passages) best = Nearby{std::string(one), passages};
  }
  return best;
}

}  // namespace

std::optional<Nearby> nearby(const std::string& unknown, const store::Database& database,
                             const Aliases& aliases) {
  if (unknown.ends_with('*')) return std::nullopt;
  const std::size_t colon = unknown.find(':');
  return store::with_xapian("look for what is written alike", [&]() -> std::optional<Nearby> {
    if (colon == std::string::npos) return nearby_word(unknown, database);
    const schema::Field* field = schema::Schema::standard().find(unknown.substr(0, colon));
    if (field == nullptr || field->kind != schema::FieldKind::Name) return std::nullopt;
    const bool whole = unknown.compare(colon + 1, 1, "=") == 0;
    return nearby_name(*field, unknown.substr(colon + (whole ? 2 : 1)), database, aliases);
  });
}

}  // namespace dateline::search
