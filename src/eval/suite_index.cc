#include "eval/suite_index.hh"

#include "base/data.hh"
#include "base/digest.hh"
#include "base/error.hh"
#include "indexing/indexer.hh"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include <fmt/format.h>
#include <unistd.h>

namespace dateline::eval {
namespace {

namespace fs = std::filesystem;

fs::path cache_folder() {
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache != '\0')
    return fs::path(cache) / "dateline/suites";
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0')
    return fs::path(home) / ".cache/dateline/suites";
  throw base::Error(base::Code::Usage, "there is no place to keep an index",
                    "set XDG_CACHE_HOME or HOME, or name a database with -d");
}

void add_file(const fs::path& path, const std::string& name, base::Digest& digest) {
  digest.add(name).add(base::digest64(base::read_file(path)));
}

void add_tree(const fs::path& top, base::Digest& digest) {
  std::vector<fs::path> files;
  for (const auto& entry :
       fs::recursive_directory_iterator(top, fs::directory_options::skip_permission_denied)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) add_file(file, file.lexically_relative(top).string(), digest);
}

/// All that turns sources into an index: this very program, and the data it reads.
void add_program(base::Digest& digest) {
  std::error_code failed;
  const fs::path self = fs::read_symlink("/proc/self/exe", failed);
  digest.add(DATELINE_VERSION);
  if (!failed) digest.add(base::digest64(base::read_file(self)));
  const fs::path data = base::data_root() / "index";
  for (const char* folder : {"gazetteer", "model", "sentences", "temporal"})
    add_tree(data / folder, digest);
  add_file(data / "schema.toml", "schema.toml", digest);
}

void remove_old(const fs::path& folder) {
  const auto now = fs::file_time_type::clock::now();
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    const auto used = entry.last_write_time(failed);
    if (!failed && entry.path().extension() == ".db" && now - used > std::chrono::hours(24 * 30))
      fs::remove_all(entry.path(), failed);
  }
}

void build(const IndexNeed& need, const fs::path& database, unsigned jobs, std::string& notes) {
  indexing::IndexOptions options;
  options.database = database;
  for (const fs::path& source : need.sources) options.paths.push_back(source.string());
  options.read.format = need.format;
  options.stemmer = need.stemmer;
  options.jobs = jobs;
  std::uint64_t bad = 0;
  std::string first;
  const auto counts = indexing::index(
      options,
      [&](const base::Issue& issue) {
        if (!issue.repaired && bad++ == 0) first = issue.text();
      },
      [](const indexing::IndexCounts&) {});
  if (bad > 0) notes = fmt::format("{} records of the sources are bad: {}", bad, first);
  if (counts.read.articles == 0)
    throw base::Error(base::Code::Input, "no article was found in the sources", {}, need.place);
}

}  // namespace

std::uint64_t source_digest(const std::vector<fs::path>& sources) {
  base::Digest digest;
  for (const fs::path& source : sources) {
    std::error_code failed;
    if (fs::is_directory(source, failed)) {
      add_tree(source, digest);
    } else {
      add_file(source, source.filename().string(), digest);
    }
  }
  return digest.value();
}

fs::path ready_index(const IndexNeed& need, unsigned jobs, std::string& notes) {
  if (!need.database.empty()) return need.database;
  for (const fs::path& source : need.sources) {
    std::error_code failed;
    if (!fs::exists(source, failed)) {
      throw base::Error(base::Code::Input, fmt::format("there is no source '{}'", source.string()),
                        "requires = PATH  in [index] skips the suite where a path is not there",
                        need.place);
    }
  }
  try {
    base::Digest digest;
    digest.add(source_digest(need.sources)).add(need.stemmer).add(need.format);
    add_program(digest);
    const fs::path folder = cache_folder();
    const fs::path database = folder / (base::hex(digest.value()) + ".db");
    std::error_code failed;
    if (fs::exists(database, failed)) {
      fs::last_write_time(database, fs::file_time_type::clock::now(), failed);
      return database;
    }
    fs::create_directories(folder);
    remove_old(folder);
    // Aside, then renamed: another check at the same time sees all of it or nothing.
    const fs::path aside = folder / fmt::format("{}.{}.tmp", base::hex(digest.value()), ::getpid());
    fs::remove_all(aside, failed);
    try {
      build(need, aside, jobs, notes);
    } catch (...) {
      fs::remove_all(aside, failed);
      throw;
    }
    fs::rename(aside, database, failed);
    if (failed) {
      fs::remove_all(aside, failed);
      if (!fs::exists(database, failed))
        throw base::Error(base::Code::Database,
                          fmt::format("cannot make the index '{}'", database.string()));
    }
    return database;
  } catch (const fs::filesystem_error& failure) {
    throw base::Error(base::Code::Input,
                      fmt::format("cannot keep an index in '{}': {}", failure.path1().string(),
                                  failure.code().message()),
                      "set XDG_CACHE_HOME or HOME, or name a database with -d", need.place);
  }
}

}  // namespace dateline::eval
