// Pages of help that are no command's: the query language, the formats, the session.
#pragma once

#include <string>
#include <vector>

namespace dateline::cli {

/// A page: its name, what it is about, and the section of the manual it belongs to.
struct HelpTopic {
  const char* name;
  const char* summary;
  int section;
};

const std::vector<HelpTopic>& help_topics();

/// The page in Markdown, taken from the documents of the data root.
/// errors: base::Error{Code::Usage} if there is none of that name, with the nearest command or page
std::string help_topic_text(const std::string& name);

/// Print it, through the pager on a terminal.
/// errors: as help_topic_text()
void print_help_topic(const std::string& name);

}  // namespace dateline::cli
