#include "store/rewrite.hh"

#include <algorithm>
#include <string>
#include <vector>

namespace dateline::store {

namespace fs = std::filesystem;

namespace {

/// Passages turned from lists by term into lists by passage at a time: each time all terms of the
/// segment are looked at once.
constexpr Xapian::docid range_passages = 50'000;
/// As SegmentWriter's batches, for the same reason.
constexpr std::uint32_t batch_documents = 2500;
/// Databases open at once; each takes four files at most, of the 1,024 that a process may have open.
constexpr std::uint32_t most_batches = 100;

struct Occurrence {
  std::uint32_t document = 0;  ///< counted from the range's first
  std::uint32_t term = 0;
  Xapian::termcount times = 0;
};

/// Documents in small databases, all of which are compacted in the end.
class Batches {
 public:
  /// in: documents, about how many there will be
  Batches(fs::path folder, bool term_lists, std::uint32_t documents)
      : folder_(std::move(folder)),
        term_lists_(term_lists),
        batch_(std::max(batch_documents, documents / most_batches + 1)) {}

  void add(const Xapian::Document& document) {
    if (documents_ == 0) {
      paths_.push_back((folder_ / std::to_string(paths_.size())).string());
      // Unsynced, since nothing of it outlives a crash: the merge that asked for it syncs its own.
      present_ = Xapian::WritableDatabase(
          paths_.back(), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS |
                             Xapian::DB_NO_SYNC | (term_lists_ ? 0 : Xapian::DB_NO_TERMLIST));
    }
    present_.add_document(document);
    if (++documents_ == batch_) flush();
  }

  Xapian::Database all() {
    flush();
    Xapian::Database all;
    for (const std::string& path : paths_) all.add_database(Xapian::Database(path));
    return all;
  }

 private:
  void flush() {
    if (documents_ == 0) return;
    present_.commit();
    present_.close();
    documents_ = 0;
  }

  fs::path folder_;
  bool term_lists_;
  std::uint32_t batch_;
  std::vector<std::string> paths_;
  Xapian::WritableDatabase present_;
  std::uint32_t documents_ = 0;
};

/// All occurrences of a range of documents, by document, in it by term.
std::vector<Occurrence> occurrences(const Xapian::Database& terms, Xapian::docid first,
                                    Xapian::docid end, std::vector<std::string>& names) {
  std::vector<Occurrence> by_term;
  std::vector<std::size_t> begins(end - first + 1);
  names.clear();
  for (auto term = terms.allterms_begin(); term != terms.allterms_end(); ++term) {
    auto at = terms.postlist_begin(*term);
    const auto last = terms.postlist_end(*term);
    if (at != last && *at < first) at.skip_to(first);
    if (at == last || *at >= end) continue;
    const auto number = static_cast<std::uint32_t>(names.size());
    names.push_back(*term);
    for (; at != last && *at < end; ++at) {
      by_term.push_back({*at - first, number, at.get_wdf()});
      ++begins[*at - first + 1];
    }
  }
  for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  std::vector<Occurrence> by_document(by_term.size());
  for (const Occurrence& one : by_term) by_document[begins[one.document]++] = one;
  return by_document;
}

}  // namespace

Xapian::Database copy_passages(const Segment& segment, const fs::path& folder, bool term_lists,
                               const Reshape& reshape) {
  return with_xapian("copy the passages of '" + segment.name + "'", [&] {
    fs::create_directories(folder);
    Batches batches(folder, term_lists, segment.passage_count);
    const Xapian::docid end = segment.passage_count + 1;
    std::vector<std::string> names;
    for (Xapian::docid first = 1; first < end; first += range_passages) {
      const Xapian::docid range_end = std::min(end - first, range_passages) + first;
      const auto all = occurrences(segment.terms, first, range_end, names);
      auto at = all.begin();
      for (std::uint32_t i = 0; i < range_end - first; ++i) {
        Xapian::Document document;
        for (; at != all.end() && at->document == i; ++at) {
          if (at->times == 0) {
            document.add_boolean_term(names[at->term]);
          } else {
            document.add_term(names[at->term], at->times);
          }
        }
        // A passage without any word is a document all the same: ordinals count it.
        if (reshape(first - 1 + i, document)) batches.add(document);
      }
    }
    return batches.all();
  });
}

Xapian::Database live_postings(const Segment& segment, const fs::path& folder) {
  const auto rows = segment.text.passages();
  return copy_passages(segment, folder, false, [&](std::uint32_t ordinal, Xapian::Document&) {
    return !segment.is_deleted(rows[ordinal].article);
  });
}

}  // namespace dateline::store
