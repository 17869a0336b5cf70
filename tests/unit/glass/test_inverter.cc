#include "glass/format.hh"
#include "glass/inverter.hh"

#include <doctest/doctest.h>

namespace dateline::glass {
namespace {

std::string sortable(std::uint32_t number) {
  std::string out;
  put_sortable(number, out);
  return out;
}

TEST_CASE("glass/inverter: a list keeps the distances of its documents and their frequencies") {
  Inverter inverter;
  const std::uint32_t a = inverter.term("a"), b = inverter.term("b");
  inverter.add(a, 3);
  inverter.end_document();
  inverter.end_document();
  inverter.add(b, 0);
  inverter.add(a, 200);
  inverter.add(a, 7);  // a second time
  inverter.end_document();
  CHECK(inverter.list(a).first == 1);
  CHECK(inverter.list(a).last == 3);
  CHECK(inverter.list(a).count == 2);
  CHECK(inverter.list(a).total == 203);
  std::string tail;
  inverter.tail(inverter.list(a), tail);
  CHECK(tail == "\x01\xC8\x01");
  inverter.tail(inverter.list(b), tail);
  CHECK(tail.empty());
  CHECK(inverter.lengths() == std::vector<std::uint32_t>{3, 0, 200});
  CHECK(inverter.statistics().documents == 3);
  CHECK(inverter.statistics().shortest == 3);
  CHECK(inverter.statistics().longest == 200);
  CHECK(inverter.statistics().most_frequent == 200);
  CHECK(inverter.statistics().total_length == 203);
}

TEST_CASE("glass/inverter: lists that grow side by side through many slices stay apart") {
  Inverter inverter;
  constexpr std::uint32_t terms = 50, documents = 20000;
  std::vector<std::string> expected(terms);
  std::vector<std::uint32_t> last(terms);
  for (std::uint32_t i = 0; i < terms; ++i) inverter.term(std::to_string(i));
  for (std::uint32_t document = 1; document <= documents; ++document) {
    for (std::uint32_t i = 0; i < terms; ++i) {
      if (document % (i + 1) != 0) continue;
      const std::uint32_t wdf = document * 31 % (100 + i * 10);
      inverter.add(i, wdf);
      if (last[i] != 0) {
        put_number(document - last[i] - 1, expected[i]);
        put_number(wdf, expected[i]);
      }
      last[i] = document;
    }
    inverter.end_document();
  }
  std::string tail;
  for (std::uint32_t i = 0; i < terms; ++i) {
    inverter.tail(inverter.list(i), tail);
    CHECK(tail == expected[i]);
  }
}

TEST_CASE("glass/inverter: sortable numbers sort as they do, with the lengths of the format") {
  const std::vector<std::pair<std::uint32_t, std::size_t>> sizes{
      {0, 2},        {1, 2},          {0x7FFF, 2},     {0x8000, 3},    {0x3FFFFF, 3},
      {0x400000, 4}, {0x1FFFFFFF, 4}, {0x20000000, 5}, {UINT32_MAX, 5}};
  std::string before;
  for (const auto& row : sizes) {
    const auto& number = row.first;
    const auto& size = row.second;
    CAPTURE(number);
    CHECK(sortable(number).size() == size);
    CHECK(before < sortable(number));
    before = sortable(number);
  }
  CHECK(sortable(0x80E446) == std::string("\xC0\x80\xE4\x46"));
  CHECK(sortable(0xE446) == std::string("\x80\xE4\x46"));
}

}  // namespace
}  // namespace dateline::glass
