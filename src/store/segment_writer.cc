#include "store/segment_writer.hh"

#include "base/error.hh"
#include "store/files.hh"
#include "store/segment.hh"

#include <fmt/format.h>

namespace dateline::store {

namespace fs = std::filesystem;

namespace {

/// Documents in one small database. Measured on Reuters passages: 1,000 to 5,000 are alike; below,
/// lists split into many chunks; above, the inverter slows down.
constexpr std::uint32_t batch_documents = 2500;

void stems_of(const text::Tokens& tokens, Lexicon& lexicon, std::vector<std::uint32_t>& stems) {
  stems.resize(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) stems[i] = lexicon.id(tokens.text(i));
}

}  // namespace

std::string passage_id(const std::string& article_id, std::uint32_t number) {
  return fmt::format("{}#{}", article_id, number);
}

/// The small database under construction.
struct SegmentWriter::Batch {
  Xapian::WritableDatabase database;
  std::uint32_t documents = 0;
};

SegmentWriter::SegmentWriter(fs::path folder, const schema::Schema& schema, const Stemmer& stemmer)
    : folder_(std::move(folder)),
      scratch_(folder_.string() + ".scratch"),
      schema_(schema),
      text_field_(schema.get("text")),
      title_field_(schema.get("title")),
      lexicon_(stemmer) {
  std::error_code ignored;
  fs::remove_all(scratch_, ignored);
  std::error_code failed;
  fs::create_directories(scratch_, failed);
  if (failed) {
    throw base::Error(base::Code::Database,
                      fmt::format("cannot create '{}': {}", scratch_.string(), failed.message()));
  }
}

SegmentWriter::~SegmentWriter() {
  batch_.reset();
  std::error_code ignored;
  fs::remove_all(scratch_, ignored);
}

std::uint64_t SegmentWriter::buffered_bytes() const {
  return forward_.size_bytes() + text_.size_bytes() + facets_.size_bytes();
}

void SegmentWriter::add(const AnalysedArticle& article) {
  stems_of(article.title.tokens, lexicon_, title_stems_);
  stems_of(article.body.tokens, lexicon_, body_stems_);
  counts_.resize(lexicon_.stems().size());

  article_terms_.clear();
  for (const FacetName& name : article.names) {
    article_terms_.push_back(make_term(schema_.fields()[name.field], name.key));
  }
  if (article.published) {
    const auto& [day, precision] = std::pair(article.published->day, article.published->precision);
    article_terms_.push_back(
        make_term(schema_.get("year"), day_value(day, temporal::Precision::Year)));
    if (precision >= temporal::Precision::Month) {
      article_terms_.push_back(
          make_term(schema_.get("month"), day_value(day, temporal::Precision::Month)));
    }
    if (precision >= temporal::Precision::Day) {
      article_terms_.push_back(
          make_term(schema_.get("day"), day_value(day, temporal::Precision::Day)));
    }
  }

  text_.add_article(article.article, article.published);
  forward_.add_title(title_stems_);
  facets_.add_article(article.names);
  text_bytes_ += article.article.title.size() + article.article.body.size();
  std::uint32_t tile_begin = 0;
  for (const Passage& passage : article.passages) {
    const bool last = &passage == &article.passages.back();
    const auto tile_end =
        last ? static_cast<std::uint32_t>(article.article.body.size()) : passage.end;
    const std::string_view body = article.article.body;
    text_.add_passage(passage.begin, passage.end, body.substr(tile_begin, tile_end - tile_begin));
    tile_begin = tile_end;
    forward_.add_passage(article.body, body_stems_, passage.first_sentence, passage.end_sentence,
                         passage.prose);
    facets_.add_passage(passage.names);
    add_passage(article, passage);
  }
}

void SegmentWriter::count_stem(std::uint32_t stem, std::uint32_t times) {
  if (counts_[stem] == 0) counted_.push_back(stem);
  counts_[stem] += times;
}

/// As make_term(), without an allocation for words of any usual length.
const std::string& SegmentWriter::stem_term(const schema::Field& field, std::uint32_t stem) {
  const std::string_view text = lexicon_.stems().at(stem);
  if (text.size() > max_value_bytes) return term_ = make_term(field, text);
  return term_.assign(field.prefix).append(text);
}

void SegmentWriter::add_passage(const AnalysedArticle& article, const Passage& passage) {
  Xapian::Document document;
  counted_.clear();
  for (std::uint32_t i = passage.first_sentence; i < passage.end_sentence; ++i) {
    const text::Sentence& sentence = article.body.sentences[i];
    for (std::uint32_t k = sentence.first_token; k < sentence.end_token; ++k)
      count_stem(body_stems_[k], 1);
  }
  for (const std::uint32_t stem : title_stems_) count_stem(stem, title_weight);
  with_xapian("index a passage", [&] {
    for (const std::uint32_t stem : counted_) {
      document.add_term(stem_term(text_field_, stem), counts_[stem]);
      counts_[stem] = 0;
    }
    for (const std::uint32_t stem : title_stems_)
      document.add_boolean_term(stem_term(title_field_, stem));
    for (const std::string& term : article_terms_) document.add_boolean_term(term);
    for (const FacetName& name : passage.names) {
      document.add_boolean_term(make_term(schema_.fields()[name.field], name.key));
    }
    if (!batch_) {
      batches_.push_back((scratch_ / std::to_string(batches_.size())).string());
      // Unsynced, since nothing of a batch outlives a crash; what lasts is synced by finish().
      batch_ = std::make_unique<Batch>(Batch{Xapian::WritableDatabase(
          batches_.back(), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS |
                               Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC)});
    }
    batch_->database.add_document(document);
  });
  if (++batch_->documents == batch_documents) flush_batch();
}

void SegmentWriter::flush_batch() {
  if (!batch_) return;
  with_xapian("write a batch of passages", [&] {
    batch_->database.commit();
    batch_->database.close();
  });
  batch_.reset();
}

SegmentEntry SegmentWriter::finish(std::string& dictionary) {
  flush_batch();
  const fs::path aside = scratch_ / "segment";
  with_xapian(fmt::format("write segment '{}'", folder_.string()), [&] {
    Xapian::Database all;
    for (const std::string& batch : batches_) all.add_database(Xapian::Database(batch));
    all.compact(aside.string());
  });
  forward_.write(aside / forward_name, lexicon_.vocabulary());
  dictionary = text_.write(aside / text_name, std::move(dictionary));
  facets_.write(aside / facets_name);
  publish_folder(aside, folder_);
  SegmentEntry entry;
  entry.name = folder_.filename().string();
  entry.passages = passages();
  entry.articles = articles();
  entry.text_bytes = text_bytes_;
  return entry;
}

}  // namespace dateline::store
