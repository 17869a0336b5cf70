// Pools: what several rankings found, to be judged.
#pragma once

#include "eval/run_file.hh"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace dateline::eval {

/// The results to judge for a topic: the first `depth` of each run, each id once.
/// out: in an order that shows nothing of ranks and depends on nothing but the ids and the seed, so
///      that a pool with more runs keeps it
std::vector<Result> pool(const std::vector<Run>& runs, const std::string& topic, std::size_t depth,
                         std::uint64_t seed);

}  // namespace dateline::eval
