// From paths to streams: folders walked, compression and archives undone.
#pragma once

#include "corpus/byte_stream.hh"
#include "corpus/output.hh"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::corpus {

/// One stream to read: a file, or a file inside others.
struct SourceFile {
  std::string name;    ///< as in base::Issue
  std::string leaf;    ///< its own name, no folders; `.gz` and the like taken off
  bool found = false;  ///< met in a folder or an archive, not named by the user
  /// Where in `name` the path inside the folder that the user named begins, or the file's own name.
  std::size_t inside = 0;
  PeekStream& bytes;
};

/// Receives the streams one after another.
using FileSink = std::function<void(SourceFile&)>;

/// Open everything under the paths, in the order of reader.hh, until `output.stopped()`. What
/// cannot be opened or unwrapped is an issue; damage to a stream is one after the sink has read it.
/// Left out of walked folders and of archives: hidden entries, README*, LICENSE*, COPYING*, *.dtd,
/// *.lc.txt (the label lists of Reuters-21578) and, in folders, the folders dtd* and aux* of the
/// TREC disks. Folders are not entered through symbolic links.
void open_sources(const std::vector<std::string>& paths, Output& output, const FileSink& sink);

}  // namespace dateline::corpus
