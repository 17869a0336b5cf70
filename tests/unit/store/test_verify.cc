#include "base/data.hh"
#include "base/error.hh"
#include "store/digest.hh"
#include "store/files.hh"
#include "store/ids.hh"
#include "store/verify.hh"
#include "unit/search/indexed.hh"

#include <doctest/doctest.h>

using namespace dateline;
using support::Indexed;
namespace fs = std::filesystem;

namespace {

std::string all(const std::vector<store::Finding>& findings) {
  std::string out;
  for (const store::Finding& one : findings) out += one.place + ": " + one.message + '\n';
  return out;
}

std::string damage(const fs::path& folder) {
  return all(store::verify_database(folder).damage);
}

/// Change the one byte of a file that a piece of text begins with; the file must hold it.
void spoil(const fs::path& file, std::string_view piece) {
  std::string bytes = base::read_file(file);
  const std::size_t at = bytes.find(piece);
  REQUIRE(at != std::string::npos);
  bytes[at] = static_cast<char>(bytes[at] ^ 1);
  store::replace_file(file, bytes);
}

}  // namespace

TEST_CASE("store/verify: a database is sound, with replaced articles and after a merge") {
  Indexed indexed(support::random_docs(50, 2));
  indexed.add({{"id7", "Other", "Other text.\n\nTwo paragraphs."}, {"", "No id", ""}});
  store::Verification found = store::verify_database(indexed.dir.path("news.db"));
  CHECK(all(found.damage) == "");
  CHECK(all(found.notes) == "");
  CHECK(found.segments == 2);
  CHECK(found.articles == 51);
  CHECK(found.deleted == 1);
  CHECK(found.passages == indexed.database().live_passages());
  CHECK(found.digest == store::logical_digest(indexed.database()));
  for (int i = 0; i < 9; ++i) indexed.add({{"x" + std::to_string(i), "", "More."}});
  found = store::verify_database(indexed.dir.path("news.db"));
  CHECK(all(found.damage) == "");
  CHECK(found.articles == 60);
}

TEST_CASE("store/verify: what is damaged is found and named") {
  const std::vector<support::Doc> docs = {{"a", "Oil", "Crude oil rose.", "2022-03-01", "Reuters"},
                                          {"b", "Gas", "Gas fell to zero.", "2022-03-02", "AP"}};
  const auto fresh = [&](Indexed& indexed) {
    indexed.add(docs);
    return fs::path(indexed.dir.path("news.db"));
  };
  SUBCASE("a folder that is gone") {
    Indexed indexed;
    const fs::path db = fresh(indexed);
    fs::rename(db / "segment-000001", db / "away");
    CHECK(damage(db) == "segment-000001: the folder is missing\n");
  }
  SUBCASE("a file that is gone") {
    Indexed indexed;
    const fs::path db = fresh(indexed);
    fs::remove(db / "segment-000001/text.dl");
    CHECK(damage(db).find("text.dl': No such file") != std::string::npos);
  }
  SUBCASE("a stem that is spelled otherwise: checksum, and no such postings") {
    Indexed indexed;
    const fs::path db = fresh(indexed);
    spoil(db / "segment-000001/forward.dl", "crude");
    const std::string found = damage(db);
    CAPTURE(found);
    CHECK(found.find("segment-000001/forward.dl: ") == 0);
    CHECK(found.find("its checksum does not match") != std::string::npos);
    CHECK(found.find("segment-000001/postlist.glass: term '") != std::string::npos);
    CHECK(found.find("0 passages, 0 times there; 1 and 1 in forward.dl") != std::string::npos);
  }
  SUBCASE("names that are others") {
    Indexed indexed;
    const fs::path db = fresh(indexed);
    spoil(db / "segment-000001/facets.dl", "reuters");
    CHECK(damage(db).find("segment-000001/facets.dl: ") == 0);
    CHECK(damage(db).find("0 passages there, 1 in facets.dl") != std::string::npos);
  }
  SUBCASE("deleted articles that there are not, and a count that is wrong") {
    Indexed indexed;
    const fs::path db = fresh(indexed);
    store::Manifest manifest = store::read_manifest(db);
    manifest.segments[0].deleted = {1, 9};
    store::write_manifest(db, manifest);
    CHECK(damage(db).find("dateline.toml: segment-000001 lists deleted articles") == 0);
    manifest.segments[0].deleted.clear();
    manifest.segments[0].passages = 3;
    store::write_manifest(db, manifest);
    CHECK(damage(db).find("its files do not fit together") != std::string::npos);
  }
  SUBCASE("an article that is there twice") {
    Indexed indexed;
    const fs::path db = fresh(indexed);
    store::Manifest manifest = store::read_manifest(db);
    fs::copy(db / "segment-000001", db / "segment-000009");
    manifest.segments.push_back(manifest.segments[0]);
    manifest.segments[1].name = "segment-000009";
    store::write_manifest(db, manifest);
    CHECK(damage(db) == "dateline.toml: 2 articles are there more than once\n");
  }
  SUBCASE("ids of other articles") {
    Indexed indexed, other({docs[1], docs[0]});
    const fs::path db = fresh(indexed);
    fs::copy_file(fs::path(other.dir.path("news.db")) / "segment-000001" / store::ids_name,
                  db / "segment-000001" / store::ids_name, fs::copy_options::overwrite_existing);
    CHECK(damage(db) ==
          "segment-000001/ids.dl: ids are not those of the articles in the text file\n");
  }
}

TEST_CASE("store/verify: left-over folders and missing id files are notes, no damage") {
  Indexed indexed({{"a", "", "Oil."}});
  const fs::path db = indexed.dir.path("news.db");
  fs::create_directory(db / "segment-000042.scratch");
  fs::remove(db / "segment-000001" / store::ids_name);
  const store::Verification found = store::verify_database(db);
  CHECK(all(found.damage) == "");
  CHECK(all(found.notes).find("segment-000042.scratch: no manifest names it") == 0);
  CHECK(all(found.notes).find("segment-000001: it has no ids.dl") != std::string::npos);
  CHECK_THROWS_AS(store::verify_database(indexed.dir.path("nowhere")), base::Error);
}
