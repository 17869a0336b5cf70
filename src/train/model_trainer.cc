#include "train/model_trainer.hh"

#include "entity/finder.hh"
#include "train/dataset.hh"
#include "train/model_writer.hh"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>

namespace dateline::train {

using namespace entity;

namespace {

void tell(const char* what) {
  std::printf("%7.1f s  %s\n", static_cast<double>(std::clock()) / CLOCKS_PER_SEC, what);
  std::fflush(stdout);
}

/// The first stage's labels for the training articles, each by a model that has not seen it.
void jack_knife(Dataset& data, Chains& chains, const TrainOptions& options) {
  Score score;
  for (unsigned fold = 0; fold < options.folds; ++fold) {
    const auto held_out = [&](const Item& item) { return item.source % options.folds == fold; };
    Chains part;
    part.chains = chains.chains;
    for (const Item& item : data.items()) {
      if (!held_out(item)) continue;
      for (std::size_t k = 0; k < item.islands.size(); ++k)
        part.chains[item.first_chain + k].weight = 0;
    }
    std::swap(part.chains, chains.chains);
    Crf crf;
    crf.train(chains, options.first);
    std::swap(part.chains, chains.chains);
    for (Item& item : data.items()) {
      if (!held_out(item)) continue;
      predict(chains, crf, item, item.first_stage);
      if (item.copy != Copy::AsIs) continue;
      std::vector<Found> found;
      read_labels(item.first_stage, 0, found);
      score.add(item.article->gold, in_bytes(item.pieces, found));
    }
  }
  score.print("first stage, cross-validated on the training text");
}

ModelParts parts_of(const WordTable& words, const NameTable& names, const Dataset& data,
                    const Crf& first, const Crf& second, const TrainOptions& options) {
  ModelParts parts;
  parts.words = &words;
  parts.names = &names;
  parts.step = {first.step(), second.step()};
  const std::vector<std::uint64_t>& ones = data.first_numbers().hashes();
  const std::vector<std::uint64_t>& twos = data.second_numbers().hashes();
  for (std::uint32_t f = 0; f < ones.size() + twos.size(); ++f) {
    FeatureRow row;
    row.hash = f < ones.size() ? ones[f] : twos[f - ones.size()];
    for (std::size_t l = 0; l < label_count; ++l) {
      if (f < ones.size()) row.weights[l] = first.row(f)[l];
      row.weights[label_count + l] = second.row(f)[l];
    }
    parts.rows.push_back(row);
  }
  const auto size = [](const FeatureRow& row) {
    float largest = 0;
    for (float w : row.weights) largest = std::max(largest, std::fabs(w));
    return largest;
  };
  std::size_t used = 0;
  for (const FeatureRow& row : parts.rows) used += size(row) > 0;
  std::stable_sort(parts.rows.begin(), parts.rows.end(),
                   [&](const FeatureRow& a, const FeatureRow& b) { return size(a) > size(b); });
  const std::size_t keep = std::min<std::size_t>({parts.rows.size(), used, options.rows});
  std::printf("%zu features, %zu with weights, largest %.2f; %zu kept, down to %.3f\n",
              parts.rows.size(), used, static_cast<double>(size(parts.rows[0])), keep,
              static_cast<double>(size(parts.rows[keep - 1])));
  parts.rows.resize(keep);
  return parts;
}

}  // namespace

void test_model(const std::string& path, const std::string& columns) {
  const Model model(path);
  Finder finder(model);
  const std::vector<LabelledArticle> articles = read_columns(columns);
  for (const Copy copy : {Copy::AsIs, Copy::Headline, Copy::Capitals, Copy::Small}) {
    for (std::size_t stages = copy == Copy::AsIs ? 1 : 2; stages <= stage_count; ++stages) {
      Score score;
      for (const LabelledArticle& article : articles) {
        const std::string body = recased(article.body, copy);
        text::Analysis title, analysis;
        text::analyse(body, analysis);
        Pieces pieces;
        pieces.assign({{}, title, body, analysis});
        std::vector<Found> found;
        finder.find(pieces, found, stages);
        score.add(article.gold, in_bytes(pieces, found));
      }
      constexpr const char* names[] = {"as it is", "in capitals", "in small letters",
                                       "each word capitalised"};
      score.print((std::string("tested ") + names[static_cast<std::size_t>(copy)] +
                   (stages == 1 ? ", one stage" : ", two stages"))
                      .c_str());
    }
  }
}

void train_model(const std::string& out, const TrainOptions& options) {
  const WordTable words = load_word_table(options.words);
  const NameTable names = make_name_table(options.gazetteer, options.names);
  {
    ModelParts tables;
    tables.words = &words;
    tables.names = &names;
    write_model(out, tables, options.largest);
  }
  const Model tables(out);
  const std::vector<LabelledArticle> articles = read_columns(options.columns);
  Dataset data(tables, articles, options.copies, options.copy_weight);
  std::printf("%zu articles, %zu names, %u mentions outside what the tagger looks at\n",
              articles.size(), names.size(), data.lost());
  Chains chains = data.first_stage(options.least);
  std::printf("%zu pieces in islands, %u features\n", chains.gold.size(), chains.feature_count);
  tell("features are made");
  Crf first, second;
  first.train(chains, options.first);
  tell("first stage is trained");
  jack_knife(data, chains, options);
  tell("jack-knife is done");
  chains = data.second_stage(chains, options.least);
  second.train(chains, options.second);
  tell("second stage is trained");
  write_model(out + ".new", parts_of(words, names, data, first, second, options), options.largest);
  std::filesystem::rename(out + ".new", out);
  if (!options.test.empty()) test_model(out, options.test);
}

}  // namespace dateline::train
