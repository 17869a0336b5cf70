#include "search/nearby.hh"

#include "base/nearest.hh"
#include "base/parallel.hh"
#include "schema/field.hh"
#include "search/names.hh"
#include "store/terms.hh"
#include "store/xapian.hh"
#include "text/normalize.hh"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline::search {
namespace {

constexpr std::size_t least_letters = 4, long_word = 8;

std::size_t most_edits(std::string_view text) {
  return text.size() < long_word ? 1 : 2;
}

/// What is nearest of the texts of all segments, in their order.
/// in: each(segment, offer): call offer(text, mark) for each text; a mark tells where it stands
template <typename Mark, typename Each>
std::vector<std::pair<std::string_view, Mark>> all_nearest(std::string_view wanted,
                                                           const store::Database& database,
                                                           Each each) {
  struct Part {
    std::size_t distance = SIZE_MAX;
    std::vector<std::pair<std::string_view, Mark>> found;
  };
  std::vector<Part> parts(database.segments().size());
  base::parallel_for(parts.size(), [&](std::size_t i) {
    Part& part = parts[i];
    base::Nearness nearness(wanted, most_edits(wanted));
    each(*database.segments()[i], [&](std::string_view text, const Mark& mark) {
      const auto distance = nearness.of(text);
      if (!distance) return;
      if (*distance < part.distance) part.found.clear();
      part.distance = *distance;
      nearness.at_most(*distance);
      part.found.emplace_back(text, mark);
    });
  });
  Part all;
  for (Part& part : parts) {
    if (part.distance > all.distance) continue;
    if (part.distance < all.distance) all.found.clear();
    all.distance = part.distance;
    all.found.insert(all.found.end(), part.found.begin(), part.found.end());
  }
  return all.found;
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
  const auto near =
      all_nearest<Place>(wanted, database, [&](const store::Segment& segment, const auto& offer) {
        const store::FacetFile& facets = segment.facets();
        const store::FacetFieldRow row = facets.field(number);
        for (std::uint32_t group = row.first; group < row.end; ++group) {
          const std::string_view key = facets.key(group);
          const std::string_view last = last_words(key, words);
          offer(key, Place{&facets, group});
          if (last.size() < key.size()) offer(last, Place{&facets, group});
        }
      });
  std::optional<Nearby> best;
  for (const auto& [text, place] : near) {
    if (best && place.facets->total(place.group).passages <= best->passages) continue;
    best = Nearby{std::string(place.facets->spelling(place.group, 0).display),
                  place.facets->total(place.group).passages};
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
  struct Place {
    const store::ForwardFile* forward;
    std::uint32_t number;
  };
  const auto near =
      all_nearest<Place>(wanted, database, [](const store::Segment& segment, const auto& offer) {
        for (std::uint32_t i = 0; i < segment.forward.word_count(); ++i)
          offer(segment.forward.word(i), Place{&segment.forward, i});
      });
  const schema::Field& field = schema::Schema::standard().get("text");
  std::optional<Nearby> best;
  for (const auto& [word, place] : near) {
    const std::string_view stem = place.forward->stem(place.forward->word_stem(place.number));
    const std::uint64_t passages = passages_with_any({store::make_term(field, stem)}, database);
    if (!best || passages > best->passages) best = Nearby{std::string(word), passages};
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
