#include "indexing/entities.hh"

#include "base/data.hh"
#include "base/digest.hh"
#include "entity/gazetteer_files.hh"
#include "entity/model_tagger.hh"

#include <algorithm>
#include <filesystem>
#include <vector>

namespace dateline::indexing {

namespace fs = std::filesystem;

std::unique_ptr<entity::Tagger> make_tagger() {
  return entity::make_tagger(entity::standard_model(), entity::standard_gazetteer());
}

std::uint64_t entity_digest() {
  std::vector<fs::path> tables;
  for (const auto& entry :
       fs::recursive_directory_iterator(base::data_root() / "index/gazetteer")) {
    if (entry.path().extension() == ".tsv") tables.push_back(entry.path());
  }
  std::sort(tables.begin(), tables.end());
  base::Digest digest;
  digest.add(static_cast<std::uint64_t>(entity::tagger_version));
  digest.add(entity::standard_model().digest());
  for (const fs::path& table : tables)
    digest.add(table.filename().string()).add(base::read_file(table));
  return digest.value();
}

}  // namespace dateline::indexing
