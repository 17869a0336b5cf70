// Standard output into a file for a while, so that what prints can export.
#pragma once

#include <filesystem>
#include <functional>

namespace dateline::cli {

/// Do something whose standard output goes to a file: written aside, then renamed. If it throws, the
/// file is as it was.
/// errors: base::Error{Code::Output} if the file can't be written; what `work` throws
void to_file(const std::filesystem::path& path, const std::function<void()>& work);

}  // namespace dateline::cli
