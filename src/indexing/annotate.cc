#include "indexing/annotate.hh"

#include "indexing/split.hh"
#include "text/normalize.hh"

#include <algorithm>

namespace dateline::indexing {
namespace {

/// Add a name, or count one that is there already, by key.
void add_name(std::uint8_t field, std::string_view display, std::vector<store::FacetName>& names) {
  std::string key = text::fold_name(display);
  if (key.empty()) return;
  for (store::FacetName& name : names) {
    if (name.field != field || name.key != key) continue;
    ++name.times;
    return;
  }
  names.push_back({field, std::move(key), std::string(display), 1});
}

/// `BRUSSELS` -> `Brussels`; names not wholly in ASCII capitals stay as they are.
std::string calm_capitals(std::string_view name) {
  std::string calm(name);
  if (std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
    return calm;
  for (std::size_t i = 1; i < calm.size(); ++i) {
    const bool inside = calm[i - 1] != ' ' && calm[i - 1] != '-' && calm[i - 1] != '.';
    if (inside && calm[i] >= 'A' && calm[i] <= 'Z') calm[i] = static_cast<char>(calm[i] | 0x20);
  }
  return calm;
}

std::string_view trimmed(std::string_view text) {
  const text::Span span = text::trim(text, {0, static_cast<std::uint32_t>(text.size())});
  return span.of(text);
}

}  // namespace

Annotator::Annotator(const schema::Schema& schema, std::unique_ptr<entity::Tagger> tagger,
                     temporal::DateOptions dates)
    : schema_(schema),
      tagger_(std::move(tagger)),
      dates_(dates),
      day_finder_(temporal::Grammar::english()),
      unit_fields_{field_number("mentioned-century"), field_number("mentioned-year"),
                   field_number("mentioned-month"), field_number("mentioned-day")},
      person_(field_number("person")),
      org_(field_number("org")),
      place_(field_number("place")),
      source_(field_number("source")),
      section_(field_number("section")),
      author_(field_number("author")),
      lang_(field_number("lang")),
      dateline_(field_number("dateline")) {}

std::uint8_t Annotator::field_number(std::string_view name) const {
  return static_cast<std::uint8_t>(&schema_.get(name) - schema_.fields().data());
}

void Annotator::annotate(store::AnalysedArticle& article) {
  const corpus::Article& source = article.article;
  article.published = temporal::parse_published(source.published, dates_);
  text::analyse_line(source.title, article.title);
  text::analyse(source.body, article.body);
  article.passages = split(source.body, article.body);
  // The model knows English, too; capitalised nouns of German, say, would all become names.
  mentions_.clear();
  article.days.clear();
  article.title_days.clear();
  if (temporal::DayFinder::reads(source.language)) {
    if (tagger_) tagger_->tag({source.title, article.title, source.body, article.body}, mentions_);
    std::optional<temporal::Day> published;
    if (article.published && article.published->precision >= temporal::Precision::Day)
      published = article.published->day;
    day_finder_.find(source.title, article.title, published, article.title_days);
    day_finder_.find(source.body, article.body, published, article.days);
    drop_names(entity::Part::Title, article.title_days);
    drop_names(entity::Part::Body, article.days);
  }
  name_article(article);
  name_passages(article);
  date_passages(article);
}

/// Theresa May is no month, and Sheffield Wednesday no day.
void Annotator::drop_names(entity::Part part, std::vector<temporal::MentionedDay>& days) const {
  auto mention = mentions_.begin();
  std::erase_if(days, [&](const temporal::MentionedDay& day) {
    const auto before = [&](const entity::Mention& one) {
      return one.part != part || one.end <= day.begin || one.kind == entity::Kind::Place;
    };
    while (mention != mentions_.end() && before(*mention)) ++mention;
    return mention != mentions_.end() && mention->begin <= day.begin && day.end <= mention->end;
  });
}

void Annotator::name_article(store::AnalysedArticle& article) const {
  const corpus::Article& source = article.article;
  article.names.clear();
  add_name(source_, source.source, article.names);
  add_name(section_, source.section, article.names);
  add_name(lang_, source.language, article.names);
  for (const std::string& author : source.authors) add_name(author_, author, article.names);
  // `BRUSSELS/LONDON, Belgium`: two places, each by its first part.
  std::string_view places = source.dateline.place;
  while (!places.empty()) {
    const std::size_t slash = places.find('/');
    const std::string_view place = places.substr(0, slash);
    add_name(dateline_, calm_capitals(trimmed(place.substr(0, place.find(',')))), article.names);
    places = slash == std::string_view::npos ? std::string_view{} : places.substr(slash + 1);
  }
}

void Annotator::name_passages(store::AnalysedArticle& article) {
  std::size_t at = 0;
  for (entity::Mention& mention : mentions_) {
    mention.prominent = mention.part == entity::Part::Title ||
                        (!article.passages.empty() && mention.begin < article.passages[0].end);
    // Headline mentions go to the passage that opens the article, beside its own.
    if (mention.part == entity::Part::Body) {
      while (at + 1 < article.passages.size() && mention.begin >= article.passages[at].end) ++at;
    }
    const std::uint8_t field = mention.facet == entity::Kind::Person         ? person_
                               : mention.facet == entity::Kind::Organisation ? org_
                                                                             : place_;
    add_name(field, mention.name,
             article.passages[mention.part == entity::Part::Title ? 0 : at].names);
  }
}

/// The days of the headline go to the article, and so to all its passages; those of the body each to
/// the passage where it begins.
void Annotator::date_passages(store::AnalysedArticle& article) {
  units_.clear();
  for (const temporal::MentionedDay& day : article.title_days) temporal::add_units(day, units_);
  add_units(article.names);
  auto day = article.days.begin();
  for (store::Passage& passage : article.passages) {
    units_.clear();
    const bool last = &passage == &article.passages.back();
    for (; day != article.days.end() && (last || day->begin < passage.end); ++day)
      temporal::add_units(*day, units_);
    add_units(passage.names);
  }
}

/// Add units_ to names, each once.
void Annotator::add_units(std::vector<store::FacetName>& names) {
  std::sort(units_.begin(), units_.end());
  units_.erase(std::unique(units_.begin(), units_.end()), units_.end());
  for (const temporal::CalendarUnit& unit : units_)
    names.push_back(
        {unit_fields_[static_cast<std::size_t>(unit.kind)], unit.value(), unit.iso(), 1});
}

}  // namespace dateline::indexing
