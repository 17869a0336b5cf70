#include "eval/record.hh"

#include "base/data.hh"
#include "base/digest.hh"
#include "base/error.hh"
#include "store/digest.hh"
#include "store/passage.hh"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace dateline::eval {
namespace {

using Json = nlohmann::ordered_json;

constexpr int record_format = 1;

/// Enough digits to see any change that a person cares for; a record is to be read.
double short_number(double value) {
  if (value == 0 || !std::isfinite(value)) return 0;
  const double scale = std::pow(10, 8 - std::ceil(std::log10(std::abs(value))));
  return std::round(value * scale) / scale;
}

std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json parts_json(const search::Breakdown& parts) {
  Json terms = Json::array();
  for (const search::TermPart& one : parts.terms) {
    Json term;
    term["term"] = one.term;
    term["weight"] = short_number(one.weight);
    term["frequency"] = short_number(one.frequency);
    if (one.in_title) term["headline"] = true;
    term["passage"] = short_number(one.passage);
    if (one.cover != 0) term["cover"] = short_number(one.cover);
    if (one.evidence != 0) {
      term["in_article"] = short_number(one.article_frequency);
      term["article"] = short_number(one.evidence);
    }
    terms.push_back(std::move(term));
  }
  Json json;
  json["length"] = parts.length;
  json["article_length"] = parts.article_length;
  if (parts.lead != 0) json["lead"] = short_number(parts.lead);
  if (parts.prose != 1) json["prose"] = short_number(parts.prose);
  if (parts.proximity != 0) json["proximity"] = short_number(parts.proximity);
  if (parts.recency != 1) json["recency"] = short_number(parts.recency);
  json["terms"] = std::move(terms);
  return json;
}

search::Breakdown parts_of(const Json& json) {
  search::Breakdown parts;
  parts.length = json.at("length").get<std::uint32_t>();
  parts.article_length = json.at("article_length").get<std::uint32_t>();
  parts.lead = json.value("lead", 0.0);
  parts.prose = json.value("prose", 1.0);
  parts.proximity = json.value("proximity", 0.0);
  parts.recency = json.value("recency", 1.0);
  for (const Json& one : json.at("terms")) {
    search::TermPart term;
    term.term = one.at("term").get<std::string>();
    term.weight = one.at("weight").get<double>();
    term.frequency = one.at("frequency").get<double>();
    term.in_title = one.value("headline", false);
    term.passage = one.at("passage").get<double>();
    term.cover = one.value("cover", 0.0);
    term.article_frequency = one.value("in_article", 0.0);
    term.evidence = one.value("article", 0.0);
    parts.terms.push_back(std::move(term));
  }
  return parts;
}

Json hit_json(const RecordedHit& hit) {
  Json json;
  json["rank"] = hit.rank;
  json["id"] = hit.id;
  json["score"] = hit.score;
  if (hit.published_seconds != store::ArticleRow::no_instant)
    json["published"] = hit.published_seconds;
  json["text"] = hit.text;
  if (!hit.parts.terms.empty()) json["parts"] = parts_json(hit.parts);
  return json;
}

RecordedHit hit_of(const Json& json) {
  RecordedHit hit;
  hit.rank = json.at("rank").get<std::size_t>();
  hit.id = json.at("id").get<std::string>();
  hit.score = json.at("score").get<double>();
  hit.published_seconds = json.value("published", store::ArticleRow::no_instant);
  hit.text = json.at("text").get<std::string>();
  if (json.contains("parts")) hit.parts = parts_of(json.at("parts"));
  return hit;
}

Json provenance_json(const Provenance& from) {
  Json json;
  json["program"] = from.program;
  json["index"] = {
      {"digest", from.index}, {"articles", from.articles}, {"passages", from.passages}};
  json["analysis"] = {{"schema", from.analysis.schema},
                      {"tokenizer", from.analysis.tokenizer},
                      {"stemmer", from.analysis.stemmer},
                      {"sentences", from.analysis.sentences},
                      {"entities", from.analysis.entities}};
  json["settings"] = Json::object();
  for (const auto& [name, value] : from.settings) json["settings"][name] = value;
  json["weighting"] = Json::object();
  for (const auto& [name, value] : from.weighting) json["weighting"][name] = value;
  return json;
}

Provenance provenance_of(const Json& json) {
  Provenance from;
  from.program = json.at("program").get<std::string>();
  from.index = json.at("index").at("digest").get<std::string>();
  from.articles = json.at("index").at("articles").get<std::uint64_t>();
  from.passages = json.at("index").at("passages").get<std::uint64_t>();
  const Json& analysis = json.at("analysis");
  from.analysis = {analysis.at("schema").get<std::string>(), analysis.at("tokenizer").get<int>(),
                   analysis.at("stemmer").get<std::string>(),
                   analysis.at("sentences").get<std::string>(),
                   analysis.at("entities").get<std::string>()};
  for (const auto& [name, value] : json.at("settings").items())
    from.settings.emplace_back(name, value.get<std::string>());
  for (const auto& [name, value] : json.at("weighting").items())
    from.weighting.emplace_back(name, value.get<double>());
  return from;
}

}  // namespace

Provenance::Provenance(const store::Database& database, const RankSettings& ranking)
    : program(DATELINE_VERSION),
      index(base::hex(store::logical_digest(database))),
      articles(database.live_articles()),
      passages(database.live_passages()),
      analysis(database.manifest().fingerprint) {
  settings.emplace_back("unit", ranking.articles ? "article" : "passage");
  for (const auto& [name, value] : {std::pair("sort", &ranking.sort),
                                    {"feedback", &ranking.feedback},
                                    {"half_life", &ranking.half_life},
                                    {"as_of", &ranking.as_of},
                                    {"now", &ranking.now},
                                    {"tz", &ranking.tz}}) {
    if (!value->empty()) settings.emplace_back(name, *value);
  }
  for (const auto& [name, value] : rank_options(ranking).weighting.values())
    weighting.emplace_back(name, value);
}

const RecordedAnswer* Record::find(std::string_view id) const {
  for (const RecordedAnswer& answer : answers) {
    if (answer.id == id) return &answer;
  }
  return nullptr;
}

RecordedHit record_hit(const store::Database& database, const search::Hit& hit, std::size_t rank) {
  RecordedHit out;
  out.rank = rank;
  out.id = store::passage_id(hit.article_id, hit.number);
  out.score = hit.score;
  out.published_seconds = hit.published_seconds;
  out.text = base::hex(store::passage_digest(database, hit.passage));
  return out;
}

std::string print(const Record& record) {
  std::string out = fmt::format("{{\"format\":{},\"type\":\"results\"", record_format);
  if (!record.suite.empty()) out += ",\n\"suite\":" + text_of(record.suite);
  const Json provenance = provenance_json(record.provenance);
  for (const auto& [name, value] : provenance.items())
    out += fmt::format(",\n\"{}\":{}", name, text_of(value));
  out += ",\n\"answers\":[";
  const char* next = "\n";
  for (const RecordedAnswer& answer : record.answers) {
    Json head;
    head["id"] = answer.id;
    head["query"] = answer.query;
    head["understood"] = answer.understood;
    head["passages"] = answer.passages;
    head["articles"] = answer.articles;
    for (const auto& [name, value] : answer.measures)
      head["measures"][name] = std::round(value * 1e6) / 1e6;
    std::string text = text_of(head);
    text.pop_back();
    out += next + text + ",\"hits\":[";
    next = "\n ";
    for (const RecordedHit& hit : answer.hits) {
      out += next + text_of(hit_json(hit));
      next = ",\n ";
    }
    out += "]}";
    next = ",\n";
  }
  return out + "]}\n";
}

Record read_record(const std::filesystem::path& path) {
  const std::string content = base::read_file(path);
  const auto fail = [&](const std::string& why) {
    throw base::Error(base::Code::Data, why, {}, path.string());
  };
  Record record;
  try {
    const Json json = Json::parse(content);
    if (json.value("type", "") != "results") fail("this is no record of results");
    if (json.at("format").get<int>() != record_format) {
      fail(fmt::format("format {} of records is not readable; this program reads {}",
                       json.at("format").get<int>(), record_format));
    }
    record.suite = json.value("suite", "");
    record.provenance = provenance_of(json);
    for (const Json& one : json.at("answers")) {
      RecordedAnswer answer;
      answer.id = one.at("id").get<std::string>();
      answer.query = one.at("query").get<std::string>();
      answer.understood = one.at("understood").get<std::string>();
      answer.passages = one.at("passages").get<std::uint64_t>();
      answer.articles = one.at("articles").get<std::uint64_t>();
      if (one.contains("measures"))
        answer.measures = one.at("measures").get<std::map<std::string, double>>();
      for (const Json& hit : one.at("hits")) answer.hits.push_back(hit_of(hit));
      record.answers.push_back(std::move(answer));
    }
  } catch (const nlohmann::json::exception& failure) {
    const std::string why = failure.what();  // the library's own name of the error left out
    const std::size_t name = why.starts_with('[') ? why.find("] ") : std::string::npos;
    fail("this is no record of results: " +
         (name == std::string::npos ? why : why.substr(name + 2)));
  }
  return record;
}

}  // namespace dateline::eval
