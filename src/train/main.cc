// dateline-train: makes the entity model. `index/model/README.md` says how it was run.
#include "base/error.hh"
#include "train/model_trainer.hh"
#include "train/word_table.hh"

#include <cstdio>
#include <string>
#include <vector>

namespace {

using namespace dateline;

int usage() {
  std::fputs(
      "usage: dateline-train words OUT [--columns FILE]... PATH...\n"
      "       dateline-train model OUT --words FILE --gazetteer FOLDER [--names FILE]... --columns "
      "FILE [--test FILE]\n"
      "       dateline-train test MODEL COLUMNS\n",
      stderr);
  return 2;
}

int words(const std::vector<std::string>& arguments) {
  std::vector<std::string> columns, paths;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    if (arguments[i] == "--columns" && i + 1 < arguments.size()) {
      columns.push_back(arguments[++i]);
    } else {
      paths.push_back(arguments[i]);
    }
  }
  train::save_word_table(arguments[0], train::make_word_table(paths, columns, {}));
  return 0;
}

int model(const std::vector<std::string>& arguments) {
  train::TrainOptions options;
  for (std::size_t i = 1; i + 1 < arguments.size(); i += 2) {
    const std::string& name = arguments[i];
    const std::string& value = arguments[i + 1];
    if (name == "--words") {
      options.words = value;
    } else if (name == "--gazetteer") {
      options.gazetteer = value;
    } else if (name == "--names") {
      options.names.push_back(value);
    } else if (name == "--columns") {
      options.columns = value;
    } else if (name == "--test") {
      options.test = value;
    } else if (name == "--epochs") {
      options.first.epochs = options.second.epochs = static_cast<unsigned>(std::stoul(value));
    } else if (name == "--rate") {
      options.first.rate = options.second.rate = std::stof(value);
    } else if (name == "--l1") {
      options.first.l1 = options.second.l1 = std::stof(value);
    } else if (name == "--l2") {
      options.first.l2 = options.second.l2 = std::stof(value);
    } else if (name == "--largest") {
      options.largest = std::stof(value);
    } else if (name == "--folds") {
      options.folds = static_cast<unsigned>(std::stoul(value));
    } else if (name == "--rows") {
      options.rows = static_cast<std::uint32_t>(std::stoul(value));
    } else if (name == "--copy-weight") {
      options.copy_weight = std::stof(value);
      options.copies = options.copy_weight > 0;
    } else if (name == "--least") {
      options.least = static_cast<unsigned>(std::stoul(value));
    } else {
      return usage();
    }
  }
  train::train_model(arguments[0], options);
  return 0;
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> all(values + 1, values + count);
  try {
    if (all.size() >= 3 && all[0] == "words") return words({all.begin() + 1, all.end()});
    if (all.size() >= 3 && all[0] == "model") return model({all.begin() + 1, all.end()});
    if (all.size() == 3 && all[0] == "test") {
      train::test_model(all[1], all[2]);
      return 0;
    }
    return usage();
  } catch (const base::Error& error) {
    std::fprintf(stderr, "dateline-train: %s\n", error.what());
    return 2;
  }
}
