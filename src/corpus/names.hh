// What the names of files tell.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline::corpus {

/// Bytes of a stream that its format is told from.
inline constexpr std::size_t sniff_bytes = 64u << 10;

/// The part after the last `/`.
std::string leaf_of(std::string_view path);

/// Take off an ending such as `.gz`; other names are unchanged. `.tgz` becomes `.tar`.
std::string without_compression(std::string_view leaf);

/// The ending after the last full stop, in lower case; empty if there is none.
std::string extension_of(std::string_view leaf);

/// The name without its ending.
std::string_view stem_of(std::string_view leaf);

/// Is it named like a plain text: `.txt`, `.text`, `.md`, `.markdown`?
bool plain_text_name(std::string_view leaf);

/// Is an entry of a walked folder left out for its name? (source.hh lists the names)
bool left_out(std::string_view leaf, bool folder);

/// Is a member of an archive left out for its name or for that of a folder it is in?
bool left_out_of_archive(std::string_view member);

}  // namespace dateline::corpus
