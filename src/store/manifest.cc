#include "store/manifest.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "base/toml.hh"
#include "store/files.hh"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::store {
namespace {

std::uint32_t small_number(const base::Toml& value) {
  const std::int64_t number = value.integer();
  if (number < 0 || number > UINT32_MAX) {
    throw base::Error(base::Code::Database, "a number out of range", {}, value.place());
  }
  return static_cast<std::uint32_t>(number);
}

Manifest parse(const std::string& path, const std::string& content) {
  const base::Toml document = base::parse_toml(path, content);
  base::require_kind(document, "database", oldest_database_version, database_version);
  Manifest manifest;
  const base::Toml& fingerprint = document.at("fingerprint");
  manifest.fingerprint.schema = fingerprint.at("schema").string();
  manifest.fingerprint.tokenizer = static_cast<int>(fingerprint.at("tokenizer").integer());
  manifest.fingerprint.stemmer = fingerprint.at("stemmer").string();
  manifest.fingerprint.sentences = fingerprint.at("sentences").string();
  manifest.fingerprint.entities = fingerprint.at("entities").string();
  manifest.next_segment = static_cast<std::uint64_t>(document.at("next_segment").integer());
  if (!document.has("segment")) return manifest;
  for (const base::Toml& row : document.at("segment").array()) {
    SegmentEntry entry;
    entry.name = row.at("name").string();
    if (entry.name.empty() || entry.name.find('/') != std::string::npos ||
        entry.name.front() == '.') {
      throw base::Error(base::Code::Database, "not a name of a segment", {},
                        row.at("name").place());
    }
    entry.passages = small_number(row.at("passages"));
    entry.articles = small_number(row.at("articles"));
    entry.text_bytes = static_cast<std::uint64_t>(row.at("text_bytes").integer());
    entry.remote = row.string_or("remote", "");
    entry.self_contained =
        !entry.remote.empty() || (row.has("self_contained") && row.at("self_contained").boolean());
    for (const base::Toml& ordinal : row.at("deleted").array())
      entry.deleted.push_back(small_number(ordinal));
    manifest.segments.push_back(std::move(entry));
  }
  return manifest;
}

}  // namespace

std::string Fingerprint::difference(const Fingerprint& other) const {
  std::string text;
  const auto compare = [&](std::string_view what, std::string_view here, std::string_view there) {
    if (here == there) return;
    if (!text.empty()) text += "; ";
    text += fmt::format("{} {} against {}", what, here, there);
  };
  compare("schema", schema, other.schema);
  compare("tokenizer version", std::to_string(tokenizer), std::to_string(other.tokenizer));
  compare("stemmer", stemmer, other.stemmer);
  compare("sentence rules", sentences, other.sentences);
  compare("entity data", entities, other.entities);
  return text;
}

Manifest read_manifest(const std::filesystem::path& database) {
  const std::filesystem::path path = database / manifest_name;
  const auto fail = [&](std::string_view why, std::string hint) {
    throw base::Error(base::Code::Database,
                      fmt::format("cannot open database '{}': {}", database.string(), why),
                      std::move(hint));
  };
  std::error_code failed;
  const auto status = std::filesystem::status(path, failed);
  if (status.type() == std::filesystem::file_type::not_found) {
    const bool folder = std::filesystem::is_directory(database, failed);
    fail(folder ? fmt::format("it holds no {}", manifest_name) : "no such folder",
         fmt::format("dateline index -d {} PATH…", database.string()));
  }
  if (failed) fail(failed.message(), {});
  try {
    return parse(path.string(), base::read_file(path));
  } catch (const base::Error& failure) {
    throw base::Error(
        base::Code::Database,
        fmt::format("cannot open database '{}': {}", database.string(), failure.what()),
        "index the corpus again into a new database, or use the program that made it",
        failure.place());
  }
}

void require_fingerprint(const std::filesystem::path& database, const Fingerprint& theirs,
                         const Fingerprint& ours) {
  const std::string difference = theirs.difference(ours);
  if (difference.empty()) return;
  throw base::Error(
      base::Code::Database,
      fmt::format("database '{}' was made with another analysis: {}", database.string(),
                  difference),
      "index the corpus again into a new database, or use the program and data that made it");
}

void write_manifest(const std::filesystem::path& database, const Manifest& manifest) {
  std::string text = fmt::format(
      "# Written by dateline; segments not listed here do not count.\n"
      "kind = \"database\"\nversion = {}\nprogram = {}\nnext_segment = {}\n\n"
      "[fingerprint]\nschema = {}\ntokenizer = {}\nstemmer = {}\nsentences = {}\nentities = {}\n",
      database_version, base::toml_quote(DATELINE_VERSION), manifest.next_segment,
      base::toml_quote(manifest.fingerprint.schema), manifest.fingerprint.tokenizer,
      base::toml_quote(manifest.fingerprint.stemmer),
      base::toml_quote(manifest.fingerprint.sentences),
      base::toml_quote(manifest.fingerprint.entities));
  for (const SegmentEntry& entry : manifest.segments) {
    text += fmt::format(
        "\n[[segment]]\nname = {}\npassages = {}\narticles = {}\ntext_bytes = {}\ndeleted = [{}]\n",
        base::toml_quote(entry.name), entry.passages, entry.articles, entry.text_bytes,
        fmt::join(entry.deleted, ", "));
    if (!entry.remote.empty()) {
      text += fmt::format("remote = {}\n", base::toml_quote(entry.remote));
    } else if (entry.self_contained) {
      text += "self_contained = true\n";
    }
  }
  replace_file(database / manifest_name, text);
}

}  // namespace dateline::store
