// The lines before the body of a plain text or Markdown file.
#pragma once

#include "corpus/article.hh"

#include <string_view>

namespace dateline::corpus {

/// Take the headline and `key: value` lines off the front of a text, into the article; returns what
/// is left, its first lines not blank.
/// The first line is the headline if it is at most 200 bytes long, does not end like a part of a
/// sentence (`.`, `,`, `;`, `:`) and a blank line or a key follows. Keys are title, headline, date,
/// published, by, byline, author, source, url, section, language, lang, id, place, dateline, tags;
/// anything else before a colon is text.
/// in: text, UTF-8; markdown: `# Headline` and front matter between lines `---` are understood too
std::string_view take_header(std::string_view text, bool markdown, Article& article);

}  // namespace dateline::corpus
