#include "cli/articles.hh"

#include "cli/output.hh"
#include "store/passage.hh"

#include <algorithm>

#include <fmt/format.h>

namespace dateline::cli {
Reading load_reading(const store::Database& database, const ArticleRef& ref, std::size_t context,
                     search::Highlighter& highlighter, search::EntityReader* entities) {
  const store::Segment& segment = database.segment(ref.segment);
  const store::ArticleRow& row = segment.text.articles()[ref.article];
  store::ArticleRecord record = segment.text.record(ref.article);
  Reading reading;
  reading.article = std::move(record.article);
  reading.published = std::move(record.published);
  reading.passage = ref.passage;
  reading.passage_count = row.passage_count;
  reading.title_matches = highlighter.title(ref.segment, ref.article, reading.article.title);
  std::uint32_t first = 1, last = row.passage_count;
  if (ref.passage > 0) {
    const auto around = static_cast<std::uint32_t>(std::min<std::size_t>(context, last));
    first = ref.passage > around ? ref.passage - around : 1;
    last = std::min(last, ref.passage + around);
  } else {
    reading.body = segment.text.body(ref.article);
  }
  for (std::uint32_t number = first; number <= last; ++number) {
    const std::uint32_t ordinal = row.first_passage + number - 1;
    const store::PassageRow& passage = segment.text.passages()[ordinal];
    Part part{number, passage.begin, passage.end, segment.text.passage(ordinal), {}};
    part.matches = highlighter.passage({ref.segment, ordinal}, part.text);
    if (ref.passage == 0) {
      for (const text::Span match : part.matches)
        reading.matches.push_back({part.begin + match.begin, part.begin + match.end});
    }
    reading.parts.push_back(std::move(part));
  }
  if (entities != nullptr) {
    reading.entities = ref.passage == 0
                           ? entities->article(ref.segment, ref.article)
                           : entities->passage(ref.segment, row.first_passage + ref.passage - 1);
  }
  return reading;
}

void tell_unknown_id(const store::Database& database, const std::string& id, bool json_errors) {
  const auto near = similar_id(database, id);
  print_error({base::Code::Input,
               fmt::format("there is no article or passage '{}'{}", printable(id),
                           near ? fmt::format("; did you mean '{}'?", printable(*near)) : "")},
              json_errors);
}

}  // namespace dateline::cli
