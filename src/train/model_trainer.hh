// The whole training: tables, both stages, pruning, the file.
#pragma once

#include "train/crf.hh"

#include <cstdint>
#include <string>
#include <vector>

namespace dateline::train {

/// What to make a model of, and how.
struct TrainOptions {
  std::string words;               ///< table by make_word_table
  std::string gazetteer;           ///< folder
  std::vector<std::string> names;  ///< lists of names
  std::string columns;             ///< labelled text
  std::string test;                ///< labelled text to score on; may be empty
  unsigned folds = 5;              ///< of the jack-knife
  unsigned least = 2;              ///< a rarer feature is left out
  bool copies = true;              ///< articles in other cases too
  float copy_weight = 0.3f;
  std::uint32_t rows = 66000;  ///< features kept
  float largest = 2;           ///< weight that the file can hold
  CrfOptions first, second;
};

/// Train and write `out`; prints scores.
void train_model(const std::string& out, const TrainOptions& options);

/// Score a model on labelled text; prints.
void test_model(const std::string& model, const std::string& columns);

}  // namespace dateline::train
