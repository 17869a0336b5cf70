#include "eval/check_judged.hh"

#include "eval/understand.hh"
#include "store/passage.hh"

#include <chrono>

namespace dateline::eval {

TopicRun run_topic(const Judged& judged, const Topic& topic, const Suite& suite,
                   const store::Database& database, const RecordedAnswer* before) {
  TopicRun run;
  Checked& checked = run.checked;
  checked.suite = suite.name;
  checked.id = checked.answer.id = judged.id + "/" + topic.id;
  checked.query = checked.answer.query = topic_query(topic, judged.field);
  checked.place = judged.place;
  const auto start = std::chrono::steady_clock::now();
  const Understood query = understand(checked.query, database, query_options(suite.ranking));
  search::RankOptions options = rank_options(suite.ranking);
  options.limit = judged.depth;
  const search::Ranking ranking = search::rank(query.plan, database, options);
  checked.elapsed_ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  checked.answer.understood = query.printed;
  checked.answer.passages = ranking.matches->passages();
  checked.answer.articles = ranking.matches->articles(database);
  record_hits(query.plan, database, options, ranking, {}, before, checked);
  run.hits.reserve(ranking.hits.size());
  for (const search::Hit& hit : ranking.hits) {
    const store::PassageRow& row =
        database.segment(hit.passage.segment).text.passages()[hit.passage.ordinal];
    run.hits.push_back(
        {options.fold ? hit.article_id : store::passage_id(hit.article_id, hit.number),
         hit.article_id, row.begin, row.end, hit.score});
  }
  return run;
}

std::vector<Checked> measure(const Judged&, const Suite&, std::vector<TopicRun>, const Record*,
                             bool) {
  return {};
}

}  // namespace dateline::eval
