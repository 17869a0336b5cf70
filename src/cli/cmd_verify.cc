// dateline verify: whether a database is sound, or what a record names still says what it said.
#include "base/digest.hh"
#include "base/error.hh"
#include "cli/json.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/terminal.hh"
#include "cli/verify_database.hh"
#include "eval/change.hh"
#include "eval/check.hh"
#include "eval/record.hh"
#include "eval/suite_index.hh"
#include "store/digest.hh"
#include "store/find.hh"

#include <map>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  add_database_option(options);
  options.add_options()("format",
                        po::value<std::string>()->default_value("text")->value_name("NAME"),
                        "text or json");
  add_json_options(options);
}

/// The suite that a record lies beside; empty if there is none.
std::filesystem::path suite_of(const std::filesystem::path& record) {
  constexpr std::string_view ending = ".accepted.json";
  const std::string name = record.filename().string();
  if (!name.ends_with(ending)) return {};
  std::filesystem::path suite =
      record.parent_path() / (name.substr(0, name.size() - ending.size()) + ".toml");
  std::error_code failed;
  return std::filesystem::exists(suite, failed) ? suite : std::filesystem::path{};
}

std::filesystem::path database_of(const Arguments& arguments, const std::filesystem::path& record) {
  if (arguments.given("db")) return database_path(arguments);
  const std::filesystem::path suite = suite_of(record);
  if (suite.empty()) return database_path(arguments);
  std::string notes;
  return eval::ready_index(eval::read_suite(suite).index, 0, notes);
}

/// What became of a passage.
enum class Fate { Same, Changed, Gone };

constexpr const char* fate_names[] = {"same", "changed", "gone"};

Fate fate(const store::Database& database, const eval::RecordedHit& hit) {
  const auto found = store::find_id(database, hit.id);
  if (!found || found->passage == 0) return Fate::Gone;
  const store::ArticleRow& row = database.segment(found->segment).text.articles()[found->article];
  const std::uint32_t ordinal = row.first_passage + found->passage - 1;
  const std::string now = base::hex(store::passage_digest(database, {found->segment, ordinal}));
  return now == hit.text ? Fate::Same : Fate::Changed;
}

int run(const Arguments& arguments) {
  const auto& format = arguments.get<std::string>("format");
  require_choice("format", format, {"text", "json"});
  require_json_version(arguments);
  if (arguments.rest.size() > 1)
    throw base::Error(base::Code::Usage, "verify takes one database or record",
                      "dateline verify DB, dateline verify RECORD");
  if (arguments.rest.empty()) return verify_database(database_path(arguments), format == "json");
  const std::filesystem::path path = arguments.rest.front();
  std::error_code failed;
  if (std::filesystem::is_directory(path, failed)) {
    if (arguments.given("db"))
      throw base::Error(base::Code::Usage, "two databases are named",
                        "dateline verify DB, without -d");
    return verify_database(path, format == "json");
  }
  const eval::Record record = eval::read_record(path);
  const store::Database database(database_of(arguments, path));
  std::map<std::string, Fate> fates;
  for (const eval::RecordedAnswer& answer : record.answers) {
    for (const eval::RecordedHit& hit : answer.hits) {
      if (!fates.contains(hit.id)) fates[hit.id] = fate(database, hit);
    }
  }
  if (fates.empty())
    throw base::Error(base::Code::Data, "the record names no passage", {}, path.string());
  std::size_t counts[3] = {};
  for (const auto& [id, one] : fates) ++counts[static_cast<std::size_t>(one)];
  const std::string index = base::hex(store::logical_digest(database));
  const bool same_index = index == record.provenance.index;
  if (format == "json") {
    Json out;
    out["format"] = json_format;
    out["type"] = "verification";
    out["same_index"] = same_index;
    for (const Fate one : {Fate::Same, Fate::Changed, Fate::Gone})
      out[fate_names[static_cast<std::size_t>(one)]] = counts[static_cast<std::size_t>(one)];
    out["passages"] = Json::object();
    for (const auto& [id, one] : fates) {
      if (one != Fate::Same) out["passages"][id] = fate_names[static_cast<std::size_t>(one)];
    }
    put(line(out));
  } else {
    std::string out;
    for (const auto& [id, one] : fates) {
      if (one != Fate::Same)
        out += fmt::format("{:<7} {}\n", fate_names[static_cast<std::size_t>(one)], printable(id));
    }
    out += fmt::format("{}: {} as recorded, {} changed, {} gone; the index is {}\n",
                       counted(fates.size(), "passage"), counts[0], counts[1], counts[2],
                       same_index ? "the same" : "another");
    put(out);
  }
  return counts[0] == fates.size() ? 0 : 1;
}

}  // namespace

const Command verify_command{
    "verify",
    "whether a database is sound, or a record's passages are as they were",
    "[-d DB] [DB | RECORD]",
    "A folder is a database, all of which is read: checksums, Xapian's own check, every text and "
    "token, and\nevery count against another. Nothing is changed.\n"
    "\nExit status: 0 it is sound, 1 something is damaged, 3 it is no database of this "
    "version.\n\n"
    "RECORD is what `dateline run --record FILE` wrote, or what `dateline check --accept` left "
    "beside a suite,\nwhose index is then used unless -d names another.\n"
    "\nExit status: 0 all do, 1 some are changed or gone, 2 the record can't be read, 3 the "
    "database "
    "can't be used.\n",
    options,
    run};

}  // namespace dateline::cli
