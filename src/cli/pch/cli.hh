// What nearly every file of this folder includes, parsed once: half of what compiling a command takes.
#include "store/xapian.hh"

#include <boost/program_options.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>
