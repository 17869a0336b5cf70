// What unlabelled news teaches about words: classes, capitals, frequency; made, saved, read.
#pragma once

#include "entity/model.hh"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace dateline::train {

/// One word as it is written inside a sentence.
struct WordRow {
  std::string word;
  entity::WordFacts facts;
};

/// The table; classes from 1, 0 being no class.
struct WordTable {
  std::vector<WordRow> rows;
  std::vector<entity::CoarseClass> coarse;  ///< by class
};

/// How to make it.
struct WordOptions {
  std::uint32_t words = 42000;
  std::uint32_t fine = 600, middle = 100, coarse = 24;
  unsigned rounds = 6;
};

/// Count the words of articles and sort them into classes.
/// in:     paths, as for corpus::read_corpus; columns, files in CoNLL columns whose words are counted too
/// errors: as read_corpus; Error{Code::Input} for columns that cannot be read
WordTable make_word_table(const std::vector<std::string>& paths,
                          const std::vector<std::string>& columns, const WordOptions& options);

/// A working file, not shipped: it holds words.
void save_word_table(const std::filesystem::path& path, const WordTable& table);
/// errors: Error{Code::Input} if it cannot be read
WordTable load_word_table(const std::filesystem::path& path);

}  // namespace dateline::train
