#include "base/error.hh"
#include "schema/field.hh"
#include "store/ids.hh"
#include "store/segment.hh"
#include "store/segment_writer.hh"
#include "store/verify.hh"

#include <algorithm>
#include <cerrno>
#include <functional>
#include <optional>
#include <sstream>

#include <fmt/format.h>
#include <unistd.h>

namespace dateline::store {
namespace {

constexpr std::size_t most_findings = 20;

/// Findings of one file, not without end.
class Report {
 public:
  Report(std::string file, std::vector<Finding>& findings)
      : file_(std::move(file)), findings_(findings) {}

  void add(const std::string& item, std::string message) {
    if (++count_ > most_findings) return;
    if (count_ == most_findings) message += "; further damage of this file is not listed";
    findings_.push_back({item.empty() ? file_ : file_ + ": " + item, std::move(message)});
  }

  /// Do something; what it throws is a finding.
  void attempt(const std::string& item, const std::function<void()>& action) {
    try {
      action();
    } catch (const base::Error& failure) {
      add(item, failure.what());
    } catch (const Xapian::Error& failure) {
      add(item, failure.get_description());
    }
  }

 private:
  std::string file_;
  std::vector<Finding>& findings_;
  std::size_t count_ = 0;
};

std::string ordinal(const char* what, std::uint32_t number) {
  return fmt::format("{} {}", what, number);
}

/// Xapian's own check. It opens the tables for writing, though it writes nothing, and so is left out
/// where that is not allowed; check_postings() reads all that searching does in any case.
/// out: what is wrong; empty if nothing is
std::string fault_of_tables(const std::filesystem::path& folder) {
  if (::access((folder / "postlist.glass").c_str(), W_OK) != 0 && errno != ENOENT) return {};
  std::ostringstream words;
  try {
    const std::size_t errors = Xapian::Database::check(folder.string(), 0, &words);
    if (errors == 0) return {};
    return fmt::format("Xapian finds {} faults in its tables; xapian-check lists them", errors);
  } catch (const Xapian::Error& failure) {
    return "Xapian cannot check its tables: " + failure.get_msg();
  }
}

void check_tables(const std::filesystem::path& folder, Report& report) {
  if (std::string fault = fault_of_tables(folder); !fault.empty()) report.add({}, std::move(fault));
}

/// All posting lists, entry by entry, against the frequencies stored beside them.
void check_postings(const Segment& segment, Report& report) {
  report.attempt({}, [&] {
    for (auto term = segment.terms.allterms_begin(); term != segment.terms.allterms_end(); ++term) {
      std::uint64_t passages = 0, times = 0;
      bool inside = true;
      for (auto at = segment.terms.postlist_begin(*term); at != segment.terms.postlist_end(*term);
           ++at, ++passages) {
        times += at.get_wdf();
        inside = inside && *at <= segment.passage_count;
      }
      if (!inside || passages != term.get_termfreq() ||
          times != segment.terms.get_collection_freq(*term))
        report.add(fmt::format("term '{}'", *term), "its postings are not as many as stated");
    }
  });
}

/// Texts and records against the rows and digests that tell of them.
void check_text(const Segment& segment, Report& report) {
  const auto rows = segment.text.articles();
  report.attempt({}, [&] { segment.text.file().verify(); });
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    const std::string item = ordinal("article", i);
    report.attempt(item, [&] {
      corpus::Article article = segment.text.record(i).article;
      article.body = segment.text.body(i);
      if (article.body.size() != rows[i].body_bytes) {
        report.add(item, fmt::format("its body has {} bytes and should have {}",
                                     article.body.size(), rows[i].body_bytes));
      } else if (article_id_digest(article.id) != rows[i].id_digest) {
        report.add(item, "its id is not the one its row was made of");
      } else if (content_digest(article) != rows[i].content_digest) {
        report.add(item, "what is stored is not what was read");
      }
    });
  }
}

/// How often each stem occurs, by the token streams.
struct StemCounts {
  explicit StemCounts(std::uint32_t stems) : passages(stems), times(stems), last_passage(stems) {}

  /// in:  weight, how often each token counts
  /// out: tokens of the stream; nullopt if it names a stem that there is not
  std::optional<std::uint32_t> add(const TokenStream& stream, std::uint32_t passage,
                                   std::uint32_t weight) {
    std::uint32_t tokens = 0;
    for (std::size_t at = 0; at < stream.tokens.size(); ++tokens) {
      const std::uint64_t stem = read_varint(stream.tokens, at);
      if (stem >= times.size()) return std::nullopt;
      times[stem] += weight;
      if (last_passage[stem] != passage + 1) ++passages[stem];
      last_passage[stem] = passage + 1;
    }
    return tokens;
  }

  std::vector<std::uint32_t> passages;  ///< by stem
  std::vector<std::uint64_t> times;
  std::vector<std::uint32_t> last_passage;  ///< counted from 1
};

void check_marks(const TokenStream& stream, const std::string& item, Report& report) {
  std::uint64_t end = 0;
  for (std::size_t at = 0; at < stream.marks.size();) end += read_varint(stream.marks, at) / 2;
  if (end > stream.tokens.size()) report.add(item, "a sentence begins behind its end");
}

/// Token streams against their counts, and all of them against the posting lists.
void check_streams(const Segment& segment, Report& report, Report& tables) {
  report.attempt({}, [&] { segment.forward.file().verify(); });
  report.attempt({}, [&] {
    StemCounts counts(segment.forward.stem_count());
    const auto rows = segment.text.articles();
    const auto before = segment.forward.tokens_before();
    for (std::uint32_t article = 0; article < rows.size(); ++article) {
      const TokenStream title = segment.forward.title(article);
      const std::uint32_t end = rows[article].first_passage + rows[article].passage_count;
      for (std::uint32_t i = rows[article].first_passage; i < end; ++i) {
        const std::string item = ordinal("passage", i);
        const TokenStream stream = segment.forward.passage(i);
        const auto tokens = counts.add(stream, i, 1);
        const auto of_title = counts.add(title, i, title_weight);
        if (!tokens || !of_title) {
          report.add(tokens ? ordinal("headline of article", article) : item,
                     "it names a stem that there is not");
          continue;
        }
        check_marks(stream, item, report);
        if (before[i + 1] - before[i] != *tokens)
          report.add(item, fmt::format("it has {} tokens and should have {}", *tokens,
                                       before[i + 1] - before[i]));
        const std::uint64_t length = segment.terms.get_doclength(i + 1);
        const std::uint64_t counted = *tokens + std::uint64_t{*of_title} * title_weight;
        if (length != counted)
          tables.add(item, fmt::format("its length is {} there and {} in {}", length, counted,
                                       forward_name));
      }
    }
    const schema::Field& field = schema::Schema::standard().get("text");
    for (std::uint32_t stem = 0; stem < counts.times.size(); ++stem) {
      const std::string term = make_term(field, segment.forward.stem(stem));
      const std::uint64_t passages = segment.terms.get_termfreq(term);
      const std::uint64_t times = segment.terms.get_collection_freq(term);
      if (passages != counts.passages[stem] || times != counts.times[stem])
        tables.add(fmt::format("term '{}'", term),
                   fmt::format("{} passages, {} times there; {} and {} in {}", passages, times,
                               counts.passages[stem], counts.times[stem], forward_name));
    }
  });
}

/// Names against the posting lists of their terms.
void check_names(const Segment& segment, Report& report, Report& tables) {
  report.attempt({}, [&] { segment.facets().file().verify(); });
  report.attempt({}, [&] {
    std::vector<std::uint32_t> passages(segment.facets().size());
    const auto count = [&](const GroupRow& groups, std::uint32_t times) {
      for (const std::uint32_t group : groups) {
        if (group >= passages.size()) FacetFile::damaged();
        passages[group] += times;
      }
    };
    const auto rows = segment.text.articles();
    for (std::uint32_t i = 0; i < rows.size(); ++i)
      count(segment.facets().of_article(i), rows[i].passage_count);
    for (std::uint32_t i = 0; i < segment.passage_count; ++i)
      count(segment.facets().of_passage(i), 1);
    const std::vector<schema::Field>& fields = schema::Schema::standard().fields();
    for (std::uint32_t group = 0; group < segment.facets().size(); ++group) {
      const std::uint8_t field = segment.facets().field_of(group);
      if (field >= fields.size()) {
        report.add(ordinal("name", group), "it belongs to a field that there is not");
        continue;
      }
      const std::string term = make_term(fields[field], segment.facets().key(group));
      const std::uint64_t there = segment.terms.get_termfreq(term);
      if (there != passages[group])
        tables.add(fmt::format("term '{}'", term),
                   fmt::format("{} passages there, {} in {}", there, passages[group], facets_name));
    }
  });
}

}  // namespace

void require_undamaged(const std::filesystem::path& folder, const Segment& segment) {
  segment.forward.file().verify();
  segment.text.file().verify();
  segment.facets().file().verify();
  const std::string fault = fault_of_tables(folder);
  if (fault.empty()) return;
  throw base::Error(base::Code::Database,
                    fmt::format("segment '{}' is damaged: {}", folder.string(), fault),
                    "index the corpus again into a new database");
}

std::vector<std::uint64_t> verify_segment(const std::filesystem::path& database,
                                          const SegmentEntry& entry, std::vector<Finding>& damage) {
  const std::filesystem::path folder = database / entry.name;
  Report whole(entry.name, damage), tables(entry.name + "/postlist.glass", damage);
  Report forward(entry.name + '/' + forward_name, damage);
  Report text(entry.name + '/' + text_name, damage);
  Report facets(entry.name + '/' + facets_name, damage);
  std::error_code failed;
  if (!std::filesystem::is_directory(folder, failed)) {
    whole.add({}, "the folder is missing");
    return {};
  }
  check_tables(folder, tables);
  std::vector<std::uint64_t> ids;
  whole.attempt({}, [&] {
    const Segment segment(folder, entry);
    const auto rows = segment.text.articles();
    check_text(segment, text);
    check_postings(segment, tables);
    check_streams(segment, forward, tables);
    check_names(segment, facets, tables);
    const bool in_order =
        std::is_sorted(entry.deleted.begin(), entry.deleted.end()) &&
        std::adjacent_find(entry.deleted.begin(), entry.deleted.end()) == entry.deleted.end() &&
        (entry.deleted.empty() || entry.deleted.back() < rows.size());
    if (!in_order)
      damage.push_back({manifest_name, entry.name + " lists deleted articles that there are not"});
    Report ids_file(entry.name + '/' + ids_name, damage);
    ids_file.attempt({}, [&] { IdFile(database, entry).verify(); });
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
      if (!segment.is_deleted(i)) ids.push_back(rows[i].id_digest);
    }
  });
  return ids;
}

}  // namespace dateline::store
