// Articles in tests of the tagger: tag a text with the project's model and gazetteer, print its mentions.
#pragma once

#include "entity/gazetteer_files.hh"
#include "entity/model_tagger.hh"

#include <string>
#include <string_view>
#include <vector>

namespace dateline::entity {

inline std::vector<Mention> tag(std::string_view body, std::string_view title = {}) {
  static const auto tagger = make_tagger(standard_model(), standard_gazetteer());
  text::Analysis title_analysis, body_analysis;
  text::analyse_line(title, title_analysis);
  text::analyse(body, body_analysis);
  std::vector<Mention> out;
  tagger->tag({title, title_analysis, body, body_analysis}, out);
  return out;
}

/// `words=kind:name; …`, mentions of the title first, with `#` before them; `~` before demonyms.
inline std::string tagged(std::string_view body, std::string_view title = {}) {
  std::string out;
  for (const Mention& mention : tag(body, title)) {
    if (!out.empty()) out += "; ";
    const bool in_title = mention.part == Part::Title;
    if (in_title) out += '#';
    if (mention.demonym) out += '~';
    out += (in_title ? title : body).substr(mention.begin, mention.end - mention.begin);
    out += '=';
    out += name(mention.kind).substr(0, 3);
    out += ':';
    out += mention.name;
  }
  return out;
}

}  // namespace dateline::entity
