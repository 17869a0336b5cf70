#include "eval/check.hh"

#include "base/new_file.hh"
#include "eval/accept.hh"
#include "eval/change.hh"
#include "eval/check_judged.hh"
#include "eval/suite_index.hh"

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::eval {
namespace {

namespace fs = std::filesystem;

/// Databases of one thread, each opened once.
class Databases {
 public:
  const store::Database& get(const fs::path& path) {
    auto& one = open_[path];
    if (!one) one = std::make_unique<store::Database>(path);
    return *one;
  }

 private:
  std::map<fs::path, std::unique_ptr<store::Database>> open_;
};

/// A suite on its way.
struct Work {
  Suite suite;
  SuiteResult result;
  fs::path database;
  std::optional<Record> accepted;
  std::vector<std::size_t> chosen;                ///< cases
  std::vector<Checked> cases;                     ///< by place in `chosen`
  std::vector<std::vector<TopicRun>> topic_runs;  ///< by judged
  std::vector<bool> whole;                        ///< by judged: no topic was left out
  bool one_case = false;                          ///< the filter names one of its cases wholly

  const RecordedAnswer* before(const std::string& id) const {
    return accepted ? accepted->find(id) : nullptr;
  }
};

void broken(SuiteResult& result, const base::Error& failure) {
  result.status = Status::Broken;
  result.failure = failure;
  result.message = failure.report();
  while (result.message.ends_with('\n')) result.message.pop_back();
}

/// Do things in any number of threads.
/// errors: the first thing's, in their order, that threw; all others are done
void in_parallel(unsigned jobs, const std::vector<std::function<void(Databases&)>>& things) {
  if (jobs == 0) jobs = std::max(1u, std::thread::hardware_concurrency());
  jobs = static_cast<unsigned>(std::min<std::size_t>(jobs, things.size()));
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    Databases databases;
    for (std::size_t i = next++; i < things.size(); i = next++) things[i](databases);
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < jobs; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
}

/// Compare an answer with the accepted one.
void compare(Checked& checked, const Work& work, const store::Database& database) {
  const RecordedAnswer* before = work.before(checked.id);
  if (before == nullptr) return;
  search::Plan plan;
  try {
    plan = understand(checked.query, database, query_options(work.suite.ranking)).plan;
  } catch (const base::Error&) {
    // The answer says so.
  }
  checked.why = changes(*before, checked.answer, checked.others, database, plan);
  checked.moved = !checked.why.empty();
}

void require_exact(Checked& checked, bool accepted) {
  const bool known = accepted;
  if (checked.status > Status::Better ||
      (known && !checked.moved && checked.status == Status::Pass))
    return;
  Finding finding{Status::Fail, "the very result that was accepted", {}, checked.place, {}};
  finding.got = !known                             ? "none was accepted yet"
                : checked.status == Status::Better ? "a better one"
                                                   : "another one";
  checked.add(std::move(finding));
}

class Run {
 public:
  Run(const std::vector<fs::path>& suites, const CheckOptions& options) : options_(options) {
    for (const fs::path& path : suites) {
      Work& one = work_.emplace_back();
      one.result.path = path;
      one.result.name = path.stem().string();
    }
    for (Work& one : work_) {
      const auto called_so = [&](const fs::path& path) { return path.stem() == one.result.name; };
      if (std::count_if(suites.begin(), suites.end(), called_so) > 1)
        one.result.name = fs::path(one.result.path).replace_extension().string();
    }
  }

  std::vector<SuiteResult> run() {
    for (Work& one : work_) {
      try {
        prepare(one);
      } catch (const base::Error& failure) {
        broken(one.result, failure);
      }
    }
    in_parallel(options_.jobs, things_);
    std::vector<SuiteResult> results;
    for (Work& one : work_) {
      if (one.result.status != Status::Broken && one.result.status != Status::Skipped) {
        try {
          finish(one);
        } catch (const base::Error& failure) {
          broken(one.result, failure);
        }
      }
      results.push_back(std::move(one.result));
    }
    return results;
  }

 private:
  bool is_chosen(const Work& one, const std::string& id) const {
    const std::string whole = one.result.name + "/" + id;
    return one.one_case ? whole == options_.filter
                        : whole.find(options_.filter) != std::string::npos;
  }

  bool names_one_case(const Work& one) const {
    const auto is_it = [&](const std::string& id) {
      return one.result.name + "/" + id == options_.filter;
    };
    return std::any_of(one.suite.cases.begin(), one.suite.cases.end(),
                       [&](const Case& given) { return is_it(given.id); }) ||
           std::any_of(one.suite.judged.begin(), one.suite.judged.end(), [&](const Judged& judged) {
             return is_it(judged.id) || std::any_of(judged.topics.begin(), judged.topics.end(),
                                                    [&](const Topic& topic) {
                                                      return is_it(judged.id + "/" + topic.id);
                                                    });
           });
  }

  void prepare(Work& one) {
    one.suite = read_suite(one.result.path);
    one.result.title = one.suite.title;
    if (options_.database.empty() && !is_available(one.suite.index)) {
      one.result.status = Status::Skipped;
      one.result.message = fmt::format("'{}' is not there",
                                       one.suite.index.requires_path.lexically_normal().string());
      return;
    }
    if (!options_.weighting.empty()) {
      std::string& weighting = one.suite.ranking.weighting;
      weighting += (weighting.empty() ? "" : ",") + options_.weighting;
    }
    rank_options(one.suite.ranking);  // or it fails here, before anything is built
    one.database = !options_.database.empty()
                       ? options_.database
                       : ready_index(one.suite.index, options_.jobs, one.result.notes);
    std::error_code failed;
    if (const fs::path path = record_path(one.result.path); fs::exists(path, failed)) {
      try {
        one.accepted = read_record(path);
        one.result.accepted = true;
      } catch (const base::Error& failure) {
        if (!options_.accept)
          throw base::Error(failure.code(), failure.what(),
                            "take it back from version control, or write it anew with --accept",
                            failure.place());
      }
    }
    one.one_case = names_one_case(one);
    plan(one);
  }

  void plan(Work& one) {
    for (std::size_t i = 0; i < one.suite.cases.size(); ++i) {
      if (is_chosen(one, one.suite.cases[i].id)) {
        one.chosen.push_back(i);
      } else {
        ++one.result.left_out;
      }
    }
    one.cases.resize(one.chosen.size());
    one.topic_runs.resize(one.suite.judged.size());
    one.whole.resize(one.suite.judged.size(), true);
    thing(one, [&one](const store::Database& database) {
      one.result.record.suite = one.result.name;
      one.result.record.provenance = Provenance(database, one.suite.ranking);
    });
    for (std::size_t i = 0; i < one.chosen.size(); ++i) {
      thing(one, [&one, i](const store::Database& database) {
        const Case& given = one.suite.cases[one.chosen[i]];
        one.cases[i] = check_case(given, one.suite, database, one.before(given.id));
        compare(one.cases[i], one, database);
      });
    }
    for (std::size_t j = 0; j < one.suite.judged.size(); ++j) plan_judged(one, j);
  }

  void plan_judged(Work& one, std::size_t j) {
    const Judged& judged = one.suite.judged[j];
    std::vector<const Topic*> topics;
    const bool all = is_chosen(one, judged.id);
    for (const Topic& topic : judged.topics) {
      if (all || is_chosen(one, judged.id + "/" + topic.id)) topics.push_back(&topic);
    }
    if (topics.size() < judged.topics.size()) {
      one.result.left_out += judged.topics.size() - topics.size() + 1;  // the mean
      one.whole[j] = false;
    }
    one.topic_runs[j].resize(topics.size());
    for (std::size_t t = 0; t < topics.size(); ++t) {
      thing(one, [&one, j, t, topic = topics[t]](const store::Database& database) {
        TopicRun& run = one.topic_runs[j][t];
        const Judged& judged = one.suite.judged[j];
        run =
            run_topic(judged, *topic, one.suite, database, one.before(judged.id + "/" + topic->id));
        compare(run.checked, one, database);
      });
    }
  }

  /// Something to do with a suite's database; what goes wrong breaks the suite.
  void thing(Work& one, std::function<void(const store::Database&)> action) {
    things_.push_back([&one, action = std::move(action), this](Databases& databases) {
      try {
        action(databases.get(one.database));
      } catch (const base::Error& failure) {
        const std::lock_guard lock(mutex_);
        if (one.result.status == Status::Broken) return;
        broken(one.result, failure);
        if (failure.code() == base::Code::Database && !one.suite.index.sources.empty() &&
            options_.database.empty())
          one.result.message +=
              fmt::format("\nhint: check built it; without the folder {} it does so anew",
                          one.database.string());
      }
    });
  }

  void finish(Work& one) const {
    SuiteResult& result = one.result;
    result.cases = std::move(one.cases);
    if (one.suite.index.articles && is_chosen(one, "index")) {
      check_articles(one);
    } else if (one.suite.index.articles) {
      ++result.left_out;
    }
    const Record* accepted = one.accepted ? &*one.accepted : nullptr;
    if (accepted != nullptr) {
      result.changes = changes(accepted->provenance, result.record.provenance);
      tell_unknown(one, result.notes);
    }
    for (std::size_t j = 0; j < one.suite.judged.size(); ++j) {
      if (one.topic_runs[j].empty()) continue;
      for (Checked& checked : hold_floors(one.suite.judged[j], one.suite,
                                          std::move(one.topic_runs[j]), accepted, one.whole[j]))
        result.cases.push_back(std::move(checked));
    }
    for (Checked& checked : result.cases) {
      if (options_.exact && !checked.query.empty())
        require_exact(checked, accepted != nullptr && accepted->find(checked.id) != nullptr);
      else if (options_.exact && checked.status == Status::Better)
        require_exact(checked, true);
      result.status = std::max(result.status, checked.status);
      if (!checked.answer.id.empty()) result.record.answers.push_back(checked.answer);
    }
  }

  /// Recorded answers whose case is gone, or has another name now: nothing is compared with them.
  static void tell_unknown(const Work& one, std::string& notes) {
    std::set<std::string> ids;
    for (const Case& given : one.suite.cases) ids.insert(given.id);
    for (const Judged& judged : one.suite.judged) {
      for (const Topic& topic : judged.topics) ids.insert(judged.id + "/" + topic.id);
    }
    std::vector<std::string> unknown;
    for (const RecordedAnswer& answer : one.accepted->answers) {
      if (!ids.contains(answer.id)) unknown.push_back(answer.id);
    }
    if (unknown.empty()) return;
    notes +=
        fmt::format("{}the record has answers of what is no case here: {} (--accept drops them)",
                    notes.empty() ? "" : "; ", fmt::join(unknown, ", "));
  }

  /// The number of articles that the suite states, as a case of its own.
  static void check_articles(Work& one) {
    const Expected& expected = *one.suite.index.articles;
    const std::uint64_t articles = one.result.record.provenance.articles;
    Checked checked;
    checked.suite = one.result.name;
    checked.id = "index";
    checked.place = expected.place;
    Finding finding{Status::Pass,
                    fmt::format("{} articles in the index", expected.value),
                    std::to_string(articles),
                    expected.place,
                    {}};
    if (static_cast<double>(articles) != expected.value) {
      finding.status = Status::Fail;
      finding.edits.push_back({expected.place, static_cast<double>(articles)});
    }
    checked.add(std::move(finding));
    one.result.cases.insert(one.result.cases.begin(), std::move(checked));
  }

  const CheckOptions& options_;
  std::vector<Work> work_;
  std::vector<std::function<void(Databases&)>> things_;
  std::mutex mutex_;
};

/// Of cases that still fail the record keeps the answer that was accepted, if any was.
void keep_accepted(SuiteResult& result, const std::set<std::string>& failed) {
  std::optional<Record> before;
  if (result.accepted && !failed.empty()) before = read_record(record_path(result.path));
  std::vector<RecordedAnswer> kept;
  for (RecordedAnswer& answer : result.record.answers) {
    if (!failed.contains(answer.id)) {
      kept.push_back(std::move(answer));
    } else if (const RecordedAnswer* old = before ? before->find(answer.id) : nullptr) {
      kept.push_back(*old);
    }
  }
  result.record.answers = std::move(kept);
}

}  // namespace

std::size_t SuiteResult::count(Status wanted) const {
  return static_cast<std::size_t>(std::count_if(
      cases.begin(), cases.end(), [&](const Checked& one) { return one.status == wanted; }));
}

std::size_t SuiteResult::moved() const {
  return static_cast<std::size_t>(
      std::count_if(cases.begin(), cases.end(), [](const Checked& one) { return one.moved; }));
}

fs::path record_path(const fs::path& suite) {
  return fs::path(suite).replace_extension(".accepted.json");
}

std::vector<SuiteResult> check(const std::vector<fs::path>& suites, const CheckOptions& options) {
  return Run(suites, options).run();
}

std::vector<std::string> accept(SuiteResult& result) {
  std::vector<Edit> edits;
  std::set<std::string> failed;  // cases
  for (Checked& checked : result.cases) {
    Status worst = Status::Pass;
    for (Finding& finding : checked.findings) {
      if (finding.status == Status::Pass) continue;
      if (finding.of_record || !finding.edits.empty()) finding.status = Status::Pass;
      edits.insert(edits.end(), finding.edits.begin(), finding.edits.end());
      worst = std::max(worst, finding.status);
    }
    checked.status = worst;
    checked.moved = false;
    if (worst == Status::Fail) failed.insert(checked.id);
  }
  keep_accepted(result, failed);
  result.status = Status::Pass;
  for (const Checked& checked : result.cases)
    result.status = std::max(result.status, checked.status);
  std::vector<std::string> rewritten = rewrite(result.path, edits);
  base::write_file(record_path(result.path), print(result.record));
  return rewritten;
}

}  // namespace dateline::eval
