// Paragraphs into sentences.
#pragma once

#include "text/span.hh"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dateline::text {

/// What the splitter knows of words, from `index/sentences/<language>.tsv`.
class SentenceRules {
 public:
  enum class Word { Title, Abbreviation, Starter };

  /// in:     content of the table; path for messages
  /// errors: Error{Code::Data} with its place for an unknown kind of word
  SentenceRules(std::string path, std::string content);

  /// The rules for English, loaded from the data root at first use.
  static const SentenceRules& english();

  bool is(std::string_view word, Word kind) const;

 private:
  std::unordered_map<std::string, unsigned> words_;  ///< lower case, without the stop -> kinds
};

/// Find the sentences of a paragraph.
/// A sentence ends at `.`, `!`, `?`, `…` (or their wide forms), with closing quotes and brackets,
/// before white space and what can begin a sentence. A full stop does not end one after a title
/// (`Gen. Smith`), an initial
/// (`J. Smith`), inside numbers, before a lower-case letter; after other abbreviations (`U.S.`,
/// `Inc.`) only if a word follows that likes to begin sentences (`The`). A "sentence" of more than
/// 1,500 bytes (a table, a list) is cut at white space. in:     text and the paragraph's span in it
/// out:    spans without outer white space, appended
void find_sentences(std::string_view text, Span paragraph, const SentenceRules& rules,
                    std::vector<Span>& out);

}  // namespace dateline::text
