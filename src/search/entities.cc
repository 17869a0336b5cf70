#include "search/entities.hh"

#include "schema/field.hh"
#include "search/facet.hh"
#include "search/names.hh"

#include <algorithm>

namespace dateline::search {

EntityReader::Key EntityReader::key(std::uint32_t segment, std::uint8_t field,
                                    std::uint32_t group) const {
  const store::FacetFile& facets = database_.segment(segment).facets();
  return {field, names_ != nullptr ? names_->segment(segment).digest(facets, group)
                                   : facets.digest(group)};
}

const std::string& EntityReader::name(std::uint32_t segment, std::uint8_t field,
                                      std::uint32_t group) {
  const auto [known, is_new] = known_.try_emplace(std::uint64_t{segment} << 32 | group);
  if (is_new) {
    const AliasSet* set = names_ != nullptr ? names_->segment(segment).set(group) : nullptr;
    known->second =
        set != nullptr
            ? set->name
            : commonest_spelling(database_, field, database_.segment(segment).facets().key(group));
  }
  return known->second;
}

void EntityReader::add(std::uint32_t segment, std::uint32_t ordinal, Collected& to) {
  const auto& fields = schema::Schema::standard().fields();
  for (const store::FacetValue& one :
       database_.segment(segment).facets().names_of_passage(ordinal)) {
    if (one.field >= fields.size()) store::FacetFile::damaged();
    if (!has_mentions(fields[one.field])) continue;
    if (names_ != nullptr) {
      const SegmentNames& names = names_->segment(segment);
      if (names.shared(one.group) && names.value(one.group) == SegmentNames::hidden) continue;
    }
    const auto [place, is_new] =
        to.places.try_emplace(key(segment, one.field, one.group), to.entities.size());
    if (is_new)
      to.entities.push_back(
          {fields[one.field].name, name(segment, one.field, one.group), {}, 0, false});
    Entity& entity = to.entities[place->second];
    entity.mentions += one.times;
    auto& spellings = entity.spellings;
    if (std::find(spellings.begin(), spellings.end(), one.display) == spellings.end())
      spellings.emplace_back(one.display);
  }
}

std::vector<Entity> EntityReader::passage(std::uint32_t segment, std::uint32_t ordinal) {
  const store::TextFile& text = database_.segment(segment).text;
  const std::uint32_t first = text.articles()[text.passages()[ordinal].article].first_passage;
  Collected opening, here;
  add(segment, first, opening);
  add(segment, ordinal, here);
  for (const auto& [key, place] : here.places)
    here.entities[place].prominent = opening.places.contains(key);
  return std::move(here.entities);
}

std::vector<Entity> EntityReader::article(std::uint32_t segment, std::uint32_t article) {
  const store::ArticleRow& row = database_.segment(segment).text.articles()[article];
  Collected all;
  for (std::uint32_t i = 0; i < row.passage_count; ++i) {
    add(segment, row.first_passage + i, all);
    if (i > 0) continue;
    for (Entity& entity : all.entities) entity.prominent = true;
  }
  std::stable_sort(all.entities.begin(), all.entities.end(), [](const Entity& a, const Entity& b) {
    const auto& schema = schema::Schema::standard();
    return &schema.get(a.field) < &schema.get(b.field);
  });
  return std::move(all.entities);
}

}  // namespace dateline::search
