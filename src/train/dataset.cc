#include "train/dataset.hh"

#include <algorithm>
#include <cstdio>

namespace dateline::train {

using namespace entity;

std::string recased(std::string_view body, Copy copy) {
  std::string out(body);
  bool inside = false;
  for (char& c : out) {
    const bool lower = c >= 'a' && c <= 'z', upper = c >= 'A' && c <= 'Z';
    if (copy == Copy::Capitals && lower) c = static_cast<char>(c & ~0x20);
    if (copy == Copy::Small && upper) c = static_cast<char>(c | 0x20);
    if (copy == Copy::Headline && lower && !inside) c = static_cast<char>(c & ~0x20);
    inside = lower || upper || c == '\'' || c == '.';
  }
  return out;
}

std::optional<LabelledArticle> without_stops(const LabelledArticle& article) {
  const auto capital = [&](std::size_t i) {
    return i < article.body.size() && article.body[i] >= 'A' && article.body[i] <= 'Z';
  };
  LabelledArticle out;
  out.gold = article.gold;
  std::size_t next = 0;  // the first mention whose begin is not yet moved
  std::size_t open = 0;  // … and whose end is not
  bool changed = false;
  for (std::size_t i = 0; i <= article.body.size(); ++i) {
    while (next < out.gold.size() && article.gold[next].begin == i)
      out.gold[next++].begin = static_cast<std::uint32_t>(out.body.size());
    while (open < out.gold.size() && article.gold[open].end == i)
      out.gold[open++].end = static_cast<std::uint32_t>(out.body.size());
    if (i == article.body.size()) break;
    const bool stop =
        article.body[i] == '.' && i > 0 && capital(i - 1) &&
        ((capital(i + 1) && i + 2 < article.body.size() && article.body[i + 2] == '.') ||
         (i > 2 && article.body[i - 2] == '.' && capital(i - 3)));
    if (stop) {
      changed = true;
    } else {
      out.body.push_back(article.body[i]);
    }
  }
  if (!changed) return std::nullopt;
  return out;
}

void FeatureNumbers::assign(std::vector<std::uint64_t> hashes, unsigned least, std::uint32_t from) {
  numbers_.clear();
  hashes_.clear();
  std::sort(hashes.begin(), hashes.end());
  for (std::size_t i = 0; i < hashes.size();) {
    std::size_t end = i;
    while (end < hashes.size() && hashes[end] == hashes[i]) ++end;
    if (end - i >= least) {
      numbers_.emplace(hashes[i], static_cast<std::uint32_t>(from + hashes_.size()));
      hashes_.push_back(hashes[i]);
    }
    i = end;
  }
}

Dataset::Dataset(const Model& model, const std::vector<LabelledArticle>& articles, bool copies,
                 float copy_weight)
    : evidence_(model) {
  for (std::uint32_t a = 0; a < articles.size(); ++a) {
    add(articles[a], a, Copy::AsIs, 1);
    if (!copies) continue;
    constexpr Copy kinds[] = {Copy::Capitals, Copy::Headline, Copy::Small, Copy::Headline};
    if (a / 4 % 2 == 0) add(articles[a], a, kinds[a % 4], copy_weight);
    if (auto modern = without_stops(articles[a])) {
      rewritten_.push_back(std::move(*modern));
      add(rewritten_.back(), a, Copy::Modern, copy_weight);
    }
  }
}

void Dataset::add(const LabelledArticle& article, std::uint32_t source, Copy copy, float weight) {
  Item& item = items_.emplace_back();
  item.article = &article;
  item.copy = copy;
  item.source = source;
  item.weight = weight;
  const std::string body = recased(article.body, copy);
  text::Analysis title, analysis;
  text::analyse(body, analysis);
  item.pieces.assign({{}, title, body, analysis});
  evidence_.assign(item.pieces);
  item.islands = evidence_.islands();
  item.gold.assign(item.pieces.items.size(), outside);
  std::vector<bool> inside(item.pieces.items.size());
  for (const Island& island : item.islands)
    for (std::uint32_t i = island.begin; i < island.end; ++i) inside[i] = true;
  std::uint32_t at = 0;
  for (const GoldMention& mention : article.gold) {
    const auto& items = item.pieces.items;
    while (at < items.size() && items[at].begin < mention.begin) ++at;
    std::uint32_t end = at;
    bool whole = at < items.size() && items[at].begin == mention.begin;
    for (; end < items.size() && items[end].end <= mention.end; ++end) whole = whole && inside[end];
    if (!whole || end == at || items[end - 1].end != mention.end) {
      if (copy == Copy::AsIs) ++lost_;
      continue;
    }
    for (std::uint32_t i = at; i < end; ++i) {
      const Place4 place = end - at == 1  ? Place4::Single
                           : i == at      ? Place4::Begin
                           : i + 1 == end ? Place4::End
                                          : Place4::Inside;
      item.gold[i] = label(mention.kind, place);
    }
    at = end;
  }
}

Chains Dataset::first_stage(unsigned least) {
  FeatureList list;
  std::vector<std::uint64_t> all;
  std::vector<std::uint64_t> first = {0};
  Chains chains;
  for (Item& item : items_) {
    evidence_.assign(item.pieces);
    item.first_chain = static_cast<std::uint32_t>(chains.chains.size());
    for (const Island& island : item.islands) {
      Chains::Chain chain;
      chain.begin = static_cast<std::uint32_t>(chains.gold.size());
      chain.weight = item.weight;
      for (std::uint32_t i = island.begin; i < island.end; ++i) {
        evidence_.features(island, i, list);
        all.insert(all.end(), list.hashes, list.hashes + list.size);
        first.push_back(all.size());
        chains.gold.push_back(item.gold[i]);
      }
      chain.end = static_cast<std::uint32_t>(chains.gold.size());
      chains.chains.push_back(chain);
    }
  }
  first_.assign(all, least, 0);
  chains.first = {0};
  for (std::size_t position = 0; position + 1 < first.size(); ++position) {
    for (std::uint64_t f = first[position]; f < first[position + 1]; ++f) {
      const std::uint32_t number = first_.number(all[f]);
      if (number != FeatureNumbers::none) chains.features.push_back(number);
    }
    chains.first.push_back(chains.features.size());
  }
  chains.feature_count = static_cast<std::uint32_t>(first_.hashes().size());
  return chains;
}

Chains Dataset::second_stage(const Chains& first, unsigned least) {
  Majority majority;
  FeatureList list;
  std::vector<std::uint64_t> all;
  std::vector<std::uint64_t> begin = {0};
  for (const Item& item : items_) {
    majority.assign(item.pieces, item.islands, item.first_stage);
    for (const Island& island : item.islands) {
      for (std::uint32_t i = island.begin; i < island.end; ++i) {
        majority.features(island, i, list);
        all.insert(all.end(), list.hashes, list.hashes + list.size);
        begin.push_back(all.size());
      }
    }
  }
  second_.assign(all, least, first.feature_count);
  Chains chains;
  chains.chains = first.chains;
  chains.gold = first.gold;
  chains.first = {0};
  for (std::size_t position = 0; position + 1 < begin.size(); ++position) {
    chains.features.insert(
        chains.features.end(),
        first.features.begin() + static_cast<std::ptrdiff_t>(first.first[position]),
        first.features.begin() + static_cast<std::ptrdiff_t>(first.first[position + 1]));
    for (std::uint64_t f = begin[position]; f < begin[position + 1]; ++f) {
      const std::uint32_t number = second_.number(all[f]);
      if (number != FeatureNumbers::none) chains.features.push_back(number);
    }
    chains.first.push_back(chains.features.size());
  }
  chains.feature_count = first.feature_count + static_cast<std::uint32_t>(second_.hashes().size());
  return chains;
}

void predict(const Chains& chains, const Crf& crf, const Item& item, std::vector<Label>& out) {
  Decoder decoder;
  std::vector<Scores> scores;
  out.assign(item.pieces.items.size(), outside);
  for (std::size_t k = 0; k < item.islands.size(); ++k) {
    const Chains::Chain& chain = chains.chains[item.first_chain + k];
    scores.assign(chain.end - chain.begin, Scores{});
    for (std::uint32_t p = chain.begin; p < chain.end; ++p) {
      for (std::uint64_t f = chains.first[p]; f < chains.first[p + 1]; ++f) {
        const Crf::Row& row = crf.row(chains.features[f]);
        for (std::size_t l = 0; l < label_count; ++l) scores[p - chain.begin][l] += row[l];
      }
    }
    decoder.decode(scores, crf.step(), out.data() + item.islands[k].begin);
  }
}

void Score::add(const std::vector<GoldMention>& expected, const std::vector<GoldMention>& got) {
  for (const GoldMention& mention : expected) ++gold[static_cast<std::size_t>(mention.kind)];
  for (const GoldMention& mention : got) {
    ++found[static_cast<std::size_t>(mention.kind)];
    if (std::find(expected.begin(), expected.end(), mention) != expected.end())
      ++right[static_cast<std::size_t>(mention.kind)];
  }
}

double Score::f1(std::size_t kinds) const {
  double r = 0, f = 0, g = 0;
  for (std::size_t k = 0; k < kinds; ++k) r += right[k], f += found[k], g += gold[k];
  return f + g == 0 ? 0 : 200 * r / (f + g);
}

void Score::print(const char* what) const {
  std::printf("%s:", what);
  constexpr const char* names[] = {"person", "organisation", "place", "other"};
  for (std::size_t k = 0; k < class_count; ++k)
    std::printf(" %s %.2f", names[k],
                found[k] + gold[k] == 0 ? 0 : 200.0 * right[k] / (found[k] + gold[k]));
  std::printf("; first three %.2f, all four %.2f\n", f1(3), f1(4));
  std::fflush(stdout);
}

std::vector<GoldMention> in_bytes(const Pieces& pieces, const std::vector<Found>& found) {
  std::vector<GoldMention> out;
  for (const Found& f : found)
    out.push_back({pieces.items[f.begin].begin, pieces.items[f.end - 1].end, f.kind});
  return out;
}

}  // namespace dateline::train
