#include "store/segment_writer.hh"

#include "base/error.hh"
#include "store/files.hh"
#include "store/segment.hh"
#include "store/self_contained.hh"

#include <fmt/format.h>

namespace dateline::store {

namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t no_term = UINT32_MAX;

void stems_of(const text::Tokens& tokens, Lexicon& lexicon, std::vector<std::uint32_t>& stems) {
  stems.resize(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) stems[i] = lexicon.id(tokens.text(i));
}

}  // namespace

std::string passage_id(const std::string& article_id, std::uint32_t number) {
  return fmt::format("{}#{}", article_id, number);
}

SegmentWriter::SegmentWriter(fs::path folder, const schema::Schema& schema, const Stemmer& stemmer,
                             std::string dictionary, TermWriterKind kind)
    : folder_(std::move(folder)),
      scratch_(folder_.string() + ".scratch"),
      schema_(schema),
      text_field_(schema.get("text")),
      title_field_(schema.get("title")),
      lexicon_(stemmer),
      text_(std::move(dictionary)) {
  std::error_code ignored;
  fs::remove_all(scratch_, ignored);
  std::error_code failed;
  fs::create_directories(scratch_, failed);
  if (failed) {
    throw base::Error(base::Code::Database,
                      fmt::format("cannot create '{}': {}", scratch_.string(), failed.message()));
  }
  terms_ = make_term_writer(scratch_, kind);
}

SegmentWriter::~SegmentWriter() {
  terms_.reset();
  std::error_code ignored;
  fs::remove_all(scratch_, ignored);
}

std::uint64_t SegmentWriter::buffered_bytes() const {
  return forward_.size_bytes() + text_.size_bytes() + facets_.size_bytes() + terms_->size_bytes();
}

void SegmentWriter::add(const AnalysedArticle& article) {
  stems_of(article.title.tokens, lexicon_, title_stems_);
  stems_of(article.body.tokens, lexicon_, body_stems_);
  counts_.resize(lexicon_.stems().size());

  article_terms_.clear();
  for (const FacetName& name : article.names)
    article_terms_.push_back(name_term(schema_.fields()[name.field], name.key));
  if (article.published) {
    const auto& [day, precision] = std::pair(article.published->day, article.published->precision);
    const auto add_unit = [&, day = day](const char* field, temporal::Precision unit) {
      article_terms_.push_back(name_term(schema_.get(field), day_value(day, unit)));
    };
    add_unit("year", temporal::Precision::Year);
    if (precision >= temporal::Precision::Month) add_unit("month", temporal::Precision::Month);
    if (precision >= temporal::Precision::Day) add_unit("day", temporal::Precision::Day);
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

/// The term of a stem, made when it is first asked for.
std::uint32_t SegmentWriter::stem_term(const schema::Field& field, std::uint32_t stem,
                                       std::vector<std::uint32_t>& known) {
  if (stem >= known.size()) known.resize(lexicon_.stems().size(), no_term);
  if (known[stem] == no_term) known[stem] = name_term(field, lexicon_.stems().at(stem));
  return known[stem];
}

/// As make_term(), without an allocation for values of any usual length.
std::uint32_t SegmentWriter::name_term(const schema::Field& field, std::string_view value) {
  if (value.size() > max_value_bytes || value.find('\0') != std::string_view::npos)
    return terms_->term(make_term(field, value));
  return terms_->term(scratch_term_.assign(field.prefix).append(value));
}

void SegmentWriter::add_passage(const AnalysedArticle& article, const Passage& passage) {
  counted_.clear();
  for (std::uint32_t i = passage.first_sentence; i < passage.end_sentence; ++i) {
    const text::Sentence& sentence = article.body.sentences[i];
    for (std::uint32_t k = sentence.first_token; k < sentence.end_token; ++k)
      count_stem(body_stems_[k], 1);
  }
  for (const std::uint32_t stem : title_stems_) count_stem(stem, title_weight);
  for (const std::uint32_t stem : counted_) {
    terms_->add(stem_term(text_field_, stem, text_terms_), counts_[stem]);
    counts_[stem] = 0;
  }
  for (const std::uint32_t stem : title_stems_)
    terms_->add(stem_term(title_field_, stem, title_terms_), 0);
  for (const std::uint32_t term : article_terms_) terms_->add(term, 0);
  for (const FacetName& name : passage.names)
    terms_->add(name_term(schema_.fields()[name.field], name.key), 0);
  terms_->end_passage();
}

SegmentEntry SegmentWriter::finish(std::string& dictionary, const Fingerprint* self_contained) {
  fs::path aside = scratch_ / "segment";
  terms_->finish(aside);
  forward_.write(aside / forward_name, lexicon_.vocabulary());
  dictionary = text_.write(aside / text_name);
  facets_.write(aside / facets_name);
  SegmentEntry entry;
  entry.name = folder_.filename().string();
  entry.passages = passages();
  entry.articles = articles();
  entry.text_bytes = text_bytes_;
  if (self_contained != nullptr) {
    const fs::path whole = scratch_ / "whole";
    make_self_contained(aside, entry, *self_contained, whole, scratch_);
    aside = whole;
    entry.self_contained = true;
  }
  publish_folder(aside, folder_);
  return entry;
}

}  // namespace dateline::store
