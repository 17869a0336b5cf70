// An article into passages with names and dates: all analysis that indexing needs, in one call.
#pragma once

#include "entity/tagger.hh"
#include "schema/field.hh"
#include "store/passage.hh"
#include "temporal/calendar_unit.hh"
#include "temporal/published.hh"
#include "temporal/resolve.hh"

#include <array>
#include <memory>
#include <string>

namespace dateline::indexing {

/// Analyses articles one after another; keeps its buffers, so one belongs to one thread.
class Annotator {
 public:
  /// in: tagger, used by this annotator alone; null to find no names
  Annotator(const schema::Schema& schema, std::unique_ptr<entity::Tagger> tagger,
            temporal::DateOptions dates);

  /// Analyse `article.article`, filling everything else of it.
  void annotate(store::AnalysedArticle& article);

  /// The mentions found in the article annotated last.
  const std::vector<entity::Mention>& mentions() const { return mentions_; }

 private:
  void drop_names(entity::Part part, std::vector<temporal::MentionedDay>& days) const;
  void name_article(store::AnalysedArticle& article) const;
  void name_passages(store::AnalysedArticle& article);
  void date_passages(store::AnalysedArticle& article);
  void add_units(std::vector<store::FacetName>& names);
  std::uint8_t field_number(std::string_view name) const;

  const schema::Schema& schema_;
  std::unique_ptr<entity::Tagger> tagger_;
  temporal::DateOptions dates_;
  temporal::DayFinder day_finder_;
  std::vector<entity::Mention> mentions_;
  std::vector<temporal::CalendarUnit> units_;  ///< of the present passage or headline
  std::array<std::uint8_t, 4> unit_fields_;    ///< by kind of unit
  std::uint8_t person_, org_, place_, source_, section_, author_, lang_, dateline_;
};

}  // namespace dateline::indexing
