#include "corpus/names.hh"

#include <algorithm>
#include <array>

namespace dateline::corpus {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

/// Is it `word`, or `word` followed by something that is no letter (`dtd`, `dtds`, `aux_files`)?
bool named(std::string_view name, std::string_view word) {
  if (!name.starts_with(word)) return false;
  name.remove_prefix(word.size());
  return name.empty() || name == "s" || !(name.front() >= 'a' && name.front() <= 'z');
}

}  // namespace

std::string leaf_of(std::string_view path) {
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  return std::string(path.substr(path.rfind('/') + 1));
}

std::string without_compression(std::string_view leaf) {
  const std::string name = lower(leaf);
  if (name.ends_with(".tgz")) return std::string(leaf.substr(0, leaf.size() - 4)) + ".tar";
  // `.0z` to `.2z`: TREC disks 4 and 5.
  for (const std::string_view ending :
       {".gz", ".zst", ".xz", ".bz2", ".lz4", ".z", ".0z", ".1z", ".2z"}) {
    if (name.size() > ending.size() && name.ends_with(ending)) {
      return std::string(leaf.substr(0, leaf.size() - ending.size()));
    }
  }
  return std::string(leaf);
}

std::string extension_of(std::string_view leaf) {
  const std::size_t dot = leaf.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string() : lower(leaf.substr(dot + 1));
}

std::string_view stem_of(std::string_view leaf) {
  const std::size_t dot = leaf.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? leaf : leaf.substr(0, dot);
}

bool plain_text_name(std::string_view leaf) {
  const std::string extension = extension_of(leaf);
  return extension == "txt" || extension == "text" || extension == "md" || extension == "markdown";
}

bool left_out(std::string_view leaf, bool folder) {
  if (leaf.starts_with('.')) return true;
  const std::string name = lower(leaf);
  if (folder) return named(name, "dtd") || named(name, "aux") || name == "__macosx";
  return named(name, "readme") || named(name, "license") || named(name, "licence") ||
         named(name, "copying") || without_compression(name).ends_with(".dtd") ||
         without_compression(name).ends_with(".lc.txt");
}

bool left_out_of_archive(std::string_view member) {
  while (!member.empty()) {
    const std::size_t slash = member.find('/');
    const std::string_view part = member.substr(0, slash);
    const bool folder = slash != std::string_view::npos;
    // `./` begins every name of some archives.
    if (!part.empty() && part != "." && part != ".." && left_out(part, folder)) return true;
    member = folder ? member.substr(slash + 1) : std::string_view{};
  }
  return false;
}

}  // namespace dateline::corpus
