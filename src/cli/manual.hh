// Manual pages in roff, made from the table of commands and from the documents.
#pragma once

#include <string>

namespace dateline::cli {

/// A page: `dateline` (the overview), a command, or a page of help.
/// errors: base::Error{Code::Usage} if there is none of that name
std::string manual_page(const std::string& name);

/// Markdown as this project writes it: headings, paragraphs, tables, lists, code.
std::string roff_of_markdown(const std::string& markdown);

}  // namespace dateline::cli
