#include "cli/verify_database.hh"

#include "base/digest.hh"
#include "cli/json.hh"
#include "cli/output.hh"
#include "cli/terminal.hh"
#include "store/verify.hh"

#include <fmt/format.h>

namespace dateline::cli {
namespace {

std::string text(const std::filesystem::path& folder, const store::Verification& found) {
  std::string out;
  for (const store::Finding& one : found.damage)
    out += fmt::format("damaged: {}: {}\n", printable(one.place), printable(one.message));
  for (const store::Finding& one : found.notes)
    out += fmt::format("note: {}: {}\n", printable(one.place), printable(one.message));
  if (!found.damage.empty()) {
    return out + fmt::format("{}: {}; index the corpus again into a new database\n",
                             folder.string(), counted(found.damage.size(), "fault"));
  }
  out +=
      fmt::format("{}: sound; {} in {} in {}, {:.1f} MB", folder.string(),
                  counted(found.passages, "passage"), counted(found.articles, "article"),
                  counted(found.segments, "segment"), static_cast<double>(found.size_bytes) / 1e6);
  if (found.deleted > 0)
    out += fmt::format(", {} deleted or replaced", counted(found.deleted, "article"));
  return out + fmt::format("; digest {}\n", base::hex(found.digest));
}

Json json_findings(const std::vector<store::Finding>& findings) {
  Json out = Json::array();
  for (const store::Finding& one : findings)
    out.push_back({{"place", one.place}, {"message", one.message}});
  return out;
}

std::string json_line(const store::Verification& found) {
  Json out;
  out["format"] = json_format;
  out["type"] = "database_verification";
  out["sound"] = found.damage.empty();
  out["damage"] = json_findings(found.damage);
  out["notes"] = json_findings(found.notes);
  if (found.damage.empty()) {
    out["segments"] = found.segments;
    out["articles"] = found.articles;
    out["passages"] = found.passages;
    out["deleted"] = found.deleted;
    out["size_bytes"] = found.size_bytes;
    out["digest"] = base::hex(found.digest);
  }
  return line(out);
}

}  // namespace

int verify_database(const std::filesystem::path& folder, bool json) {
  const store::Verification found = store::verify_database(folder);
  put(json ? json_line(found) : text(folder, found));
  return found.damage.empty() ? 0 : 1;
}

}  // namespace dateline::cli
