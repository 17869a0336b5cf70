// Query text into the tokens of the query language.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::query {

enum class TokenKind { Word, Quoted, Field, Open, Close, Plus, Minus, And, Or, Not, End };

/// A token and the bytes [begin, end) of the query it takes.
/// text: of a word; of a quoted phrase, without the quotes; of a field, its name without the colon
/// exact: of a field, whether `=` follows the colon
struct Token {
  TokenKind kind = TokenKind::End;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
  bool exact = false;
};

/// Cut a query into tokens; the last one is End. Curly quotes serve as straight ones.
/// in:     text, valid UTF-8
/// errors: Error{Code::Query} with a caret, for a quote that is not closed
std::vector<Token> lex(std::string_view text);

/// An error message with the query and a caret under bytes [begin, end): three lines.
std::string point_at(std::string_view message, std::string_view query, std::size_t begin,
                     std::size_t end);

}  // namespace dateline::query
