// Topics: named information needs, read from files of several kinds.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dateline::eval {

/// An information need.
/// query: in the query language; empty if the file gives none, then the title's words are the query
struct Topic {
  std::string id;
  std::string title;
  std::string description;
  std::string narrative;
  std::string query;
};

/// Read topics from a file, in its order, or from the TOML files of a folder, in the order of their
/// names. A file is one topic in TOML (`kind = "topic"`); a JSON array of objects with `id`, `title`,
/// `description`, `narrative`, `query`, or such objects, one a line; TREC's `<top>` blocks; or
/// tab-separated lines of id, title and, if there is one, description. The kind is seen from the
/// content.
/// errors: Error{Code::Data} with its place for a topic without id or without anything to search
///         for, or an id that comes twice; Error{Code::Input} if the file can't be read
std::vector<Topic> read_topics(const std::filesystem::path& path);

/// The topics of `queries/topics` of the data root, by id; then a person's own, of `topics` in the
/// configuration folder. An own topic with the id of one of the first is passed over.
std::vector<Topic> standard_topics();

/// Save a topic among a person's own, in a file of its name.
/// out:    the file
/// errors: Error{Code::Usage} for an id that `@ID` could not name, that is taken by a standard topic, or
///         by an own one unless it is to be replaced; Error{Code::Output}
std::filesystem::path add_topic(const Topic& topic, bool replace);

/// Remove one of a person's own.
/// errors: Error{Code::Usage} if there is none of that id
void remove_topic(const std::string& id);

/// One of them.
/// errors: Error{Code::Usage} if there is none of that id, with the nearest one
Topic standard_topic(const std::string& id);

/// A query that asks for all words of a plain text: what is punctuation or an operator to the query
/// language is taken for what it is in the text.
std::string as_query(const std::string& text);

}  // namespace dateline::eval
