// What nearly every file of this folder includes, parsed once: half of what compiling a command takes.
#pragma once

#include <boost/program_options.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <xapian.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>
