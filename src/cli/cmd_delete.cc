// dateline delete: take articles out of a database.
#include "base/data.hh"
#include "base/error.hh"
#include "cli/articles.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/terminal.hh"
#include "indexing/publisher.hh"

#include <algorithm>
#include <iostream>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  add_database_option(options);
  options.add_options()("from", po::value<std::string>()->default_value("")->value_name("FILE"),
                        "take ids from a file, one a line; - is standard input")(
      "quiet,q", po::bool_switch(), "no summary");
}

std::vector<std::string> ids_of(const Arguments& arguments) {
  std::vector<std::string> ids = arguments.rest;
  const auto& from = arguments.get<std::string>("from");
  if (from.empty()) return ids;
  std::string text = from == "-" ? std::string(std::istreambuf_iterator<char>(std::cin), {})
                                 : base::read_file(from);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string id = text.substr(at, end - at);
    if (id.ends_with('\r')) id.pop_back();
    if (!id.empty()) ids.push_back(std::move(id));
    at = end + 1;
  }
  return ids;
}

/// Why an id was not found, with what could have been meant.
base::Error unknown(const std::string& id, const store::Database& database) {
  const auto ref = find_id(database, id);
  if (ref && ref->passage > 0)
    return {base::Code::Input,
            fmt::format("'{}' is a passage; only whole articles are deleted", printable(id)),
            fmt::format("dateline delete {}", id.substr(0, id.rfind('#')))};
  const auto near = similar_id(database, id);
  return {base::Code::Input, fmt::format("there is no article '{}'{}", printable(id),
                                         near ? fmt::format("; did you mean '{}'?", *near) : "")};
}

int run(const Arguments& arguments) {
  std::vector<std::string> ids = ids_of(arguments);
  if (ids.empty())
    throw base::Error(base::Code::Usage, "no article is named", "dateline delete -d DB ID…");
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  const std::filesystem::path path = database_path(arguments);
  indexing::Publisher publisher(path, store::read_manifest(path).fingerprint);
  const std::vector<bool> found = publisher.remove(ids);
  const auto missing = static_cast<std::size_t>(std::count(found.begin(), found.end(), false));
  if (!arguments.flag("quiet"))
    put(fmt::format("{} deleted\n", counted(ids.size() - missing, "article")));
  if (missing == 0) return 0;
  const store::Database database(path);
  constexpr std::size_t most = 20;
  std::size_t told = 0;
  for (std::size_t i = 0; i < ids.size() && told < most; ++i) {
    if (found[i]) continue;
    print_error(unknown(ids[i], database), arguments.flag("json-errors"));
    ++told;
  }
  if (missing > told)
    print_error({base::Code::Input, fmt::format("there are no {} others either", missing - told)},
                arguments.flag("json-errors"));
  return 1;
}

}  // namespace

const Command delete_command{
    "delete",
    "take articles out of a database",
    "[-d DB] [--from FILE] ID…",
    "They are found no more from then on; dateline compact frees their room, and until then "
    "statistics count them.\n"
    "A file that is read again because it has changed brings back what it still holds.\n"
    "\nExit status: 0 all were deleted, 1 some were not there, 3 the database can't be written.\n\n"
    "  dateline delete -d news.db ap-1042 ap-1043\n"
    "  dateline delete -d news.db --from withdrawn.txt\n",
    options,
    run};

}  // namespace dateline::cli
