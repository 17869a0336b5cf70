#include "base/parallel.hh"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using dateline::base::parallel_for;

TEST_CASE("base/parallel: each part is done once, whatever their number") {
  for (const std::size_t count : {0, 1, 2, 3, 64, 1000}) {
    std::vector<std::atomic<int>> done(count);
    parallel_for(count, [&](std::size_t i) { ++done[i]; });
    for (const auto& times : done) CHECK(times == 1);
  }
}

TEST_CASE("base/parallel: the failure of the least part is thrown, once all are done") {
  for (int round = 0; round < 50; ++round) {
    std::atomic<int> done = 0;
    std::string told;
    try {
      parallel_for(9, [&](std::size_t i) {
        ++done;
        if (i % 3 == 2) throw std::runtime_error(std::to_string(i));
      });
    } catch (const std::runtime_error& error) {
      told = error.what();
    }
    CHECK(told == "2");
    CHECK(done == 9);
  }
}

TEST_CASE("base/parallel: a call within a call, and calls of several threads, are done, too") {
  std::atomic<int> done = 0;
  const auto nested = [&](std::size_t) {
    parallel_for(5, [&](std::size_t) { ++done; });
  };
  parallel_for(4, nested);
  CHECK(done == 20);
  std::vector<std::thread> callers;
  for (int i = 0; i < 4; ++i) callers.emplace_back([&] { parallel_for(4, nested); });
  for (std::thread& caller : callers) caller.join();
  CHECK(done == 100);
}
