#include "corpus/output.hh"

#include "corpus/byline.hh"
#include "corpus/furniture.hh"
#include "corpus/path_date.hh"

#include <utility>

#include <fmt/format.h>
#include <xxhash.h>

namespace dateline::corpus {
namespace {

constexpr std::size_t max_notes = 100;

std::string derived_id(const Article& article) {
  if (!article.url.empty()) {
    return fmt::format("{:016x}", XXH3_64bits(article.url.data(), article.url.size()));
  }
  const std::string_view title = article.title_raw.empty() ? article.title : article.title_raw;
  const auto seed = XXH3_64bits(title.data(), title.size());
  return fmt::format("{:016x}",
                     XXH3_64bits_withSeed(article.body.data(), article.body.size(), seed));
}

}  // namespace

void finish(Article& article, const std::string& id_prefix) {
  if (std::string title = without_furniture(article.title); title != article.title) {
    article.title_raw = std::exchange(article.title, std::move(title));
  }
  if (article.authors.empty()) article.authors = authors_of(article.byline);
  if (article.published.empty()) {
    article.published = date_in_url(article.url);
    if (!article.published.empty()) article.published_origin = DateOrigin::Url;
  }
  if (article.id.empty()) article.id = derived_id(article);
  article.id.insert(0, id_prefix);
}

Output::Output(const ReadOptions& options, ReadCounts& counts, const base::IssueSink& issues,
               const ArticleSink& sink)
    : options_(options), counts_(counts), issues_(issues), sink_(sink), fields_(options.mapping) {}

bool Output::yield(Article& article) {
  finish(article, options_.id_prefix);
  ++counts_.articles;
  counts_.text_bytes += article.title.size() + article.body.size();
  if (!sink_(article)) stopped_ = true;
  return !stopped_;
}

void Output::issue(const std::string& file, std::uint64_t offset, std::uint64_t line,
                   std::string message) {
  ++counts_.issues;
  issues_({file, offset, line, std::move(message)});
}

void Output::repaired(const std::string& file, std::uint64_t offset, std::uint64_t line,
                      std::string message) {
  ++counts_.repaired;
  issues_({file, offset, line, std::move(message), true});
}

void Output::note(std::string text) {
  if (counts_.notes.size() < max_notes) counts_.notes.push_back(std::move(text));
}

}  // namespace dateline::corpus
