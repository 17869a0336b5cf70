// Runs a fuzz target over the seeds, one a line of every file given, without libFuzzer.
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv) {
  int count = 0;
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    for (std::string line; std::getline(file, line); ++count)
      LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(line.data()), line.size());
  }
  std::printf("%d seeds\n", count);
  return count > 0 ? 0 : 1;
}
