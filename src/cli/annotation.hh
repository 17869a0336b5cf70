// What analysis found in an article, as JSON and as coloured text.
#pragma once

#include "cli/terminal.hh"
#include "entity/tagger.hh"
#include "store/passage.hh"

#include <string>
#include <vector>

namespace dateline::cli {

/// One JSON line: `id`, `published`, `title`, `entities`, `sentences`, `passages` of the body,
/// `title_entities`. Places are bytes of `body` as the record had it, or of `title` as shown.
std::string annotation_json(const store::AnalysedArticle& article,
                            const std::vector<entity::Mention>& mentions);

/// The same to be read by people: each passage under its number, mentions coloured, or in brackets
/// where there is no colour; behind a mention what it stands for, if that is another word.
std::string annotation_text(const store::AnalysedArticle& article,
                            const std::vector<entity::Mention>& mentions, bool color);

/// What the colours of annotation_text() mean: one line.
std::string annotation_legend(bool color);

}  // namespace dateline::cli
