// Fuzz target: any bytes are either refused as a query or printed as one that is read the same.
#include "base/error.hh"
#include "query/parser.hh"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

[[noreturn]] void fail(const char* what, const std::string& printed, const std::string& again) {
  std::fprintf(stderr, "%s\n  %s\n  %s\n", what, printed.c_str(), again.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline;
  std::string printed;
  try {
    printed = print(query::parse({reinterpret_cast<const char*>(data), size}));
  } catch (const base::Error& failure) {
    if (failure.code() != base::Code::Query) fail("not a query's error", failure.what(), {});
    return 0;
  }
  try {
    const std::string again = print(query::parse(printed));
    if (again != printed) fail("printed otherwise when read again", printed, again);
  } catch (const base::Error& failure) {
    // Printing adds bytes and brackets, so a query at the limits may pass them.
    const std::string what = failure.what();
    const bool limit = what.find("the limit is") != std::string::npos ||
                       what.find("brackets go deeper") != std::string::npos;
    if (!limit) fail("refused when read again", printed, what);
  }
  return 0;
}
