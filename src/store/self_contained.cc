#include "store/self_contained.hh"

#include "base/error.hh"
#include "base/toml.hh"
#include "schema/field.hh"
#include "store/passage_data.hh"
#include "store/rewrite.hh"
#include "store/segment.hh"
#include "store/terms.hh"

#include <vector>

#include <fmt/format.h>

namespace dateline::store {

namespace fs = std::filesystem;

namespace {

constexpr char about_key[] = "dateline";

/// Gives documents the positions of their words.
class Positions {
 public:
  explicit Positions(const Segment& segment) : segment_(segment) {
    const schema::Schema& schema = schema::Schema::standard();
    for (std::uint32_t i = 0; i < segment.forward.stem_count(); ++i) {
      text_terms_.push_back(make_term(schema.get("text"), segment.forward.stem(i)));
      title_terms_.push_back(make_term(schema.get("title"), segment.forward.stem(i)));
    }
  }

  void add(std::uint32_t ordinal, Xapian::Document& document) const {
    const std::uint32_t article = segment_.text.passages()[ordinal].article;
    Xapian::termpos position = 0;
    each_stem(segment_.forward.title(article), [&](std::uint64_t stem) {
      document.add_posting(text_terms_.at(stem), ++position, 0);
      document.add_posting(title_terms_.at(stem), position, 0);
    });
    if (position > 0) position += position_gap;
    each_stem(segment_.forward.passage(ordinal), [&](std::uint64_t stem) {
      document.add_posting(text_terms_.at(stem), ++position, 0);
    });
  }

 private:
  template <typename Take>
  void each_stem(const TokenStream& stream, Take take) const {
    for (std::size_t at = 0; at < stream.tokens.size();) {
      const std::uint64_t stem = read_varint(stream.tokens, at);
      if (stem >= text_terms_.size())
        throw base::Error(base::Code::Database,
                          "the token streams of '" + segment_.name + "' are damaged");
      take(stem);
    }
  }

  const Segment& segment_;
  std::vector<std::string> text_terms_, title_terms_;  ///< by stem
};

std::string about(const SegmentEntry& entry, const Fingerprint& fingerprint) {
  return fmt::format(
      "kind = \"segment\"\nversion = {}\npassages = {}\narticles = {}\ntext_bytes = {}\n"
      "schema = {}\ntokenizer = {}\nstemmer = {}\nsentences = {}\nentities = {}\n",
      self_contained_version, entry.passages, entry.articles, entry.text_bytes,
      base::toml_quote(fingerprint.schema), fingerprint.tokenizer,
      base::toml_quote(fingerprint.stemmer), base::toml_quote(fingerprint.sentences),
      base::toml_quote(fingerprint.entities));
}

/// A database without documents that has a segment's metadata: compaction takes them over.
Xapian::Database metadata_of(const Segment& segment, const std::string& description,
                             const fs::path& folder) {
  return with_xapian("write the tables of '" + segment.name + "'", [&] {
    Xapian::WritableDatabase tables(folder.string(),
                                    Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS);
    tables.set_metadata(about_key, description);
    segment.forward.put_into(tables);
    segment.text.put_into(tables);
    segment.facets().put_into(tables);
    tables.commit();
    tables.close();
    return Xapian::Database(folder.string());
  });
}

}  // namespace

void make_self_contained(const fs::path& folder, const SegmentEntry& entry,
                         const Fingerprint& fingerprint, const fs::path& target,
                         const fs::path& scratch) {
  const Segment segment(folder, entry);
  const Positions positions(segment);
  ArticleRecord record;
  std::uint32_t record_of = UINT32_MAX;
  // Without term lists neither would a server give documents, nor could they be replicated.
  Xapian::Database all = copy_passages(
      segment, scratch / "passages", true, [&](std::uint32_t ordinal, Xapian::Document& document) {
        const std::uint32_t article = segment.text.passages()[ordinal].article;
        if (article != record_of) record = segment.text.record(article);
        record_of = article;
        const std::uint32_t first = segment.text.articles()[article].first_passage;
        positions.add(ordinal, document);
        document.set_data(passage_data(record, ordinal - first + 1, segment.text.tile(ordinal),
                                       segment.facets().names_of_passage(ordinal)));
        return true;
      });
  const Xapian::Database metadata =
      metadata_of(segment, about(entry, fingerprint), scratch / "metadata");
  with_xapian(fmt::format("write segment '{}'", target.string()), [&] {
    all.add_database(metadata);
    all.compact(target.string());
  });
  // The lock of whoever wrote it: nobody writes a segment again.
  fs::remove(target / "flintlock");
}

SegmentDescription describe(const Tables& tables) {
  const auto refuse = [&](const std::string& why) {
    throw base::Error(
        base::Code::Database,
        fmt::format("'{}' is no segment to be searched here: {}", tables.place(), why),
        "serve one segment that  dateline index --self-contained  made");
  };
  const std::string text = tables.metadata(about_key);
  if (text.empty()) refuse("it was not made with --self-contained");
  SegmentDescription found;
  try {
    const base::Toml document = base::parse_toml(tables.place(), text);
    base::require_kind(document, "segment", self_contained_version, self_contained_version);
    found.fingerprint = {document.at("schema").string(),
                         static_cast<int>(document.at("tokenizer").integer()),
                         document.at("stemmer").string(), document.at("sentences").string(),
                         document.at("entities").string()};
    found.entry.self_contained = true;
    found.entry.passages = static_cast<std::uint32_t>(document.at("passages").integer());
    found.entry.articles = static_cast<std::uint32_t>(document.at("articles").integer());
    found.entry.text_bytes = static_cast<std::uint64_t>(document.at("text_bytes").integer());
  } catch (const base::Error& failure) {
    refuse(failure.what());
  }
  const std::uint64_t documents = with_xapian(
      "read the segment", [&] { return std::uint64_t{tables.database().get_doccount()}; });
  if (documents != found.entry.passages)
    refuse("it serves several databases as one; each segment needs a server of its own");
  return found;
}

}  // namespace dateline::store
