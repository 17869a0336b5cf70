#include "cli/json.hh"

namespace dateline::cli {
namespace {

void add(const char* key, const std::string& value, Json& out) {
  if (!value.empty()) out[key] = value;
}

}  // namespace

std::string line(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

void add_metadata(const corpus::Article& article, const std::string& published, Json& out) {
  add("title", article.title, out);
  add("title_raw", article.title_raw, out);
  add("published", published, out);
  add("source", article.source, out);
  add("section", article.section, out);
  add("language", article.language, out);
  add("url", article.url, out);
  add("byline", article.byline, out);
  if (!article.authors.empty()) out["authors"] = article.authors;
  if (const corpus::Dateline& dateline = article.dateline;
      !dateline.place.empty() || !dateline.agency.empty()) {
    Json parts = Json::object();
    add("place", dateline.place, parts);
    add("day", dateline.day, parts);
    add("agency", dateline.agency, parts);
    out["dateline"] = std::move(parts);
  }
  for (const corpus::Label& label : article.labels)
    out["labels"][label.scheme].push_back(label.name);
}

}  // namespace dateline::cli
