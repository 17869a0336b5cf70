// Query text into the tokens of the query language.
#pragma once

#include "query/ast.hh"
#include "query/caret.hh"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::query {

enum class TokenKind {
  Word,
  Quoted,
  Field,
  Open,
  Close,
  Plus,
  Minus,
  And,
  Or,
  Not,
  Near,  ///< NEAR/5, ADJ/5, NOT/5, /s, /p, NOT/s, NOT/p
  Call,  ///< atleast3( first50( article( with the bracket
  Topic,
  End
};

/// A token and the bytes [begin, end) of the query it takes.
struct Token {
  TokenKind kind = TokenKind::End;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text{};  ///< of a word or topic; of a phrase without quotes; of a field without colon
  bool exact = false;  ///< of a word or phrase: `=` before it; of a field: `=` after its colon
  bool prefix = false;    ///< of a word: `*` after it
  unsigned mentions = 0;  ///< of a word or phrase in a field: the number of `#3` behind it
  Node node{};            ///< of Near and Call: the node to be, without children
};

/// Cut a query into tokens; the last one is End. Curly quotes serve as straight ones.
/// in:     text, valid UTF-8
/// errors: Error{Code::Query} with a caret, for a quote that is not closed, an operator misspelt, a
///         number out of its range, a star that does not end its word, a `#3` that follows no name
std::vector<Token> lex(std::string_view text);

/// Bytes of a double quote, straight, curly or angular, at the offset; else 0.
std::size_t quote_at(std::string_view text, std::size_t at);

/// Whether a text is one word that means nothing else.
bool is_word(std::string_view text);

/// Whether a text is words and phrases side by side, and nothing more.
bool is_words(std::string_view text);

/// Whether a word is a number, so that a `-` before it is its sign and no mark.
bool is_number(std::string_view text);

}  // namespace dateline::query
