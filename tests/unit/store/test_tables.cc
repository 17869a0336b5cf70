#include "base/error.hh"
#include "store/tables.hh"
#include "support/temp_dir.hh"

#include <chrono>

#include <doctest/doctest.h>

using namespace dateline;
using namespace dateline::store;

TEST_CASE("store/tables: servers are named by host and port") {
  CHECK(parse_server("localhost:4400").host == "localhost");
  CHECK(parse_server("localhost:4400").port == 4400);
  CHECK(parse_server("[::1]:80").host == "::1");
  CHECK(parse_server("[::1]:80").port == 80);
  for (const char* wrong : {"", "localhost", ":80", "localhost:", "localhost:0", "localhost:65536",
                            "localhost:80x", "localhost:-1"}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(parse_server(wrong), base::Error);
  }
}

TEST_CASE("store/tables: a server that is not there is told by its name, and soon") {
  const auto began = std::chrono::steady_clock::now();
  try {
    Tables::at_server("127.0.0.1:1", 500);
    FAIL("connected");
  } catch (const ServerError& failure) {
    CHECK(failure.server() == "127.0.0.1:1");
    CHECK(failure.code() == base::Code::Database);
    CHECK(std::string(failure.what()).find("'127.0.0.1:1' does not answer") != std::string::npos);
  }
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(10));
}

TEST_CASE("store/tables: metadata and data of a database in a folder") {
  const support::TempDir dir;
  {
    Xapian::WritableDatabase made(dir.path("db"), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    Xapian::Document document;
    document.set_data("first");
    made.add_document(document);
    made.set_metadata("key", "value");
    made.commit();
  }
  const auto tables = Tables::in_folder(dir.path("db"));
  CHECK_FALSE(tables->remote());
  CHECK(tables->place() == dir.path("db"));
  CHECK(tables->metadata("key") == "value");
  CHECK(tables->metadata("other").empty());
  CHECK(tables->data(1) == "first");
  CHECK_THROWS_AS(tables->data(2), base::Error);
  CHECK_THROWS_AS(Tables::in_folder(dir.path("none")), base::Error);
}
