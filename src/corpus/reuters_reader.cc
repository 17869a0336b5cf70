#include "corpus/reuters_reader.hh"

#include "corpus/ascii.hh"
#include "corpus/character_references.hh"
#include "corpus/dateline.hh"
#include "corpus/furniture.hh"
#include "corpus/paragraphs.hh"
#include "corpus/sgml.hh"

#include <algorithm>

namespace dateline::corpus {
namespace {

constexpr std::size_t paragraph_indent = 4;
constexpr std::size_t max_headline_bytes = 120;

/// The elements as read, references decoded.
struct Elements {
  std::string date;
  std::string title;
  std::string author;
  std::string dateline;
  std::string body;
  std::string loose;  ///< text of TEXT outside its elements
  bool processed = true;
};

/// `26-FEB-1987 15:01:01.79&#9;&#9;RM` without what follows the time.
std::string plain_date(std::string_view date) {
  const std::string words = collapse(date);
  const std::size_t first = words.find(' ');
  const std::size_t second = first == std::string::npos ? first : words.find(' ', first + 1);
  const bool time = first != std::string::npos && words.find(':', first) < second;
  if (!time) return words.substr(0, first);
  return words.substr(0, words.find_first_not_of("0123456789:.", first + 1));
}

/// Is the first line of an unprocessed text a headline: capitals, no columns?
bool is_headline(std::string_view line) {
  return line.size() <= max_headline_bytes && line.find("   ") == std::string_view::npos &&
         std::any_of(line.begin(), line.end(), is_upper) &&
         std::none_of(line.begin(), line.end(), is_lower);
}

void take_unprocessed(std::string_view text, Article& article) {
  while (!text.empty() && is_blank(text.front()) && text.front() != ' ') text.remove_prefix(1);
  std::string_view rest = text;
  const std::string_view headline = trim(take_line(rest));
  if (is_headline(headline)) {
    article.title = headline;
    text = rest;
  }
  append_paragraphs(article.body, text, paragraph_indent);
}

/// Some DATELINE elements hold the first row of a table, which belongs to the body.
bool is_table_row(const Dateline& dateline) {
  return dateline.day.empty() && dateline.agency.empty() &&
         std::any_of(dateline.place.begin(), dateline.place.end(),
                     [](char c) { return is_digit(c) || c == '('; });
}

bool is_scheme(std::string_view tag) {
  return tag == "TOPICS" || tag == "PLACES" || tag == "PEOPLE" || tag == "ORGS" ||
         tag == "EXCHANGES" || tag == "COMPANIES";
}

std::string* element(Elements& elements, std::string_view tag) {
  if (tag == "TITLE") return &elements.title;
  if (tag == "AUTHOR") return &elements.author;
  if (tag == "DATELINE") return &elements.dateline;
  if (tag == "BODY") return &elements.body;
  return nullptr;
}

void read_elements(std::string_view record, Elements& elements, Article& article) {
  Pieces pieces(record);
  Piece piece;
  std::string* into = nullptr;
  std::string scheme;
  bool in_text = false;
  while (pieces.next(piece)) {
    const bool open = piece.kind == Piece::Kind::Open;
    if (piece.kind == Piece::Kind::Text) {
      if (into != nullptr) append_decoded(*into, piece.text);
    } else if (piece.text == "REUTERS") {
      if (open) article.id = attribute(piece.attributes, "NEWID");
    } else if (piece.text == "TEXT") {
      in_text = open;
      into = open ? &elements.loose : nullptr;
      if (open) elements.processed = attribute(piece.attributes, "TYPE") != "UNPROC";
    } else if (piece.text == "DATE") {
      into = open ? &elements.date : nullptr;
    } else if (is_scheme(piece.text)) {
      scheme = open ? to_lower(piece.text) : std::string();
    } else if (piece.text == "D" && !scheme.empty()) {
      if (open) article.labels.push_back({scheme, {}});
      into = open ? &article.labels.back().name : nullptr;
    } else if (std::string* target = element(elements, piece.text); target != nullptr && in_text) {
      into = open ? target : &elements.loose;
    } else if (!in_text) {
      into = nullptr;  // UNKNOWN, MKNOTE
    }
  }
}

}  // namespace

void read_reuters(Input& input, Output& output) {
  TagRecords records(input, output, "reuters");
  Record record;
  Article article;
  std::string storage;
  Elements elements;
  while (!output.stopped() && records.next(record)) {
    article.clear();
    elements = {};
    read_elements(decoded(record, input, output, storage), elements, article);
    locate(article, input, record);
    article.source = "Reuters";
    article.published = plain_date(elements.date);
    if (!article.published.empty()) article.published_origin = DateOrigin::Element;
    article.title = collapse(elements.title);
    article.byline = collapse(elements.author);
    article.dateline = parse_dateline(elements.dateline);
    if (is_table_row(article.dateline)) {
      article.dateline = {};
      elements.body.insert(0, elements.dateline + '\n');
    }
    if (elements.processed) {
      append_paragraphs(article.body, elements.body, paragraph_indent);
    } else {
      take_unprocessed(elements.loose, article);
    }
    cut_sign_off(article.body);
    output.yield(article);
  }
}

}  // namespace dateline::corpus
