// What can stand at the end of a query: fields, topics, names.
#pragma once

#include "cli/complete.hh"

#include <string>
#include <string_view>

namespace dateline::cli {

/// Add a candidate if it begins as typed.
void add_if(Completion& completion, std::string_view typed, const std::string& text,
            const std::string& shown);

/// The last word of a text, blanks behind it passed over.
std::string_view last_word(std::string_view text);

/// What the clause that a line ends in can be.
/// in: narrows, whether it narrows the present result, which alone then counts
void add_query(Completion& completion, const Session& session, std::string_view line, bool narrows);

/// A name of several words begun without quotes: `org:european un`. The clause takes the place of all of it.
void add_bare_name(Completion& completion, const Session& session, std::string_view line,
                   bool narrows);

}  // namespace dateline::cli
