#include "cli/query.hh"

#include "query/parser.hh"
#include "search/lower.hh"

namespace dateline::cli {

Understood understand(const std::string& text, const store::Database& database) {
  static const text::Stopwords stopwords = text::load_stopwords("english");
  const query::Node tree = query::parse(text);
  return {text, query::print(tree),
          search::lower(tree, text, {schema::Schema::standard(), database, stopwords})};
}

void add_rank_options(po::options_description& options) {
  options.add_options()("weighting",
                        po::value<std::string>()->default_value("")->value_name("LIST"),
                        "parameters of BM25 other than those of index/ranking.toml: k1=1.5,b=0.6");
}

search::RankOptions rank_options(const Arguments& arguments) {
  search::RankOptions options;
  options.weighting = search::Weighting::parse(arguments.get<std::string>("weighting"),
                                               search::Weighting::for_passages());
  return options;
}

}  // namespace dateline::cli
