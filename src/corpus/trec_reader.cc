#include "corpus/trec_reader.hh"

#include "corpus/ascii.hh"
#include "corpus/character_references.hh"
#include "corpus/dateline.hh"
#include "corpus/paragraphs.hh"
#include "corpus/sgml.hh"
#include "corpus/trec_collection.hh"

#include <algorithm>
#include <array>
#include <vector>

namespace dateline::corpus {
namespace {

constexpr std::size_t paragraph_indent = 3;

/// What the text in a tag is.
enum class Role : std::uint8_t {
  None,
  DocNo,
  Date,
  Title,
  Byline,
  Dateline,
  Body,
  Loose,
  Section,
  Source,
  Topics,
  Companies,
  Industries,
  Places,
};
constexpr std::size_t role_count = static_cast<std::size_t>(Role::Places) + 1;

struct RoleTag {
  std::string_view tag;
  Role role;
};

constexpr RoleTag role_tags[] = {
    {"text", Role::Body},       {"lp", Role::Body},         {"leadpara", Role::Body},
    {"summary", Role::Body},    {"head", Role::Title},      {"hl", Role::Title},
    {"headline", Role::Title},  {"ti", Role::Title},        {"title", Role::Title},
    {"ttl", Role::Title},       {"doctitle", Role::Title},  {"docno", Role::DocNo},
    {"date", Role::Date},       {"dd", Role::Date},         {"date1", Role::Date},
    {"date_time", Role::Date},  {"pubdate", Role::Date},    {"fileid", Role::Date},
    {"byline", Role::Byline},   {"author", Role::Byline},   {"dateline", Role::Dateline},
    {"section", Role::Section}, {"so", Role::Source},       {"pub", Role::Source},
    {"subject", Role::Topics},  {"descript", Role::Topics}, {"co", Role::Companies},
    {"in", Role::Industries},   {"cn", Role::Places},       {"body", Role::Loose},
};

Role role_of(std::string_view tag) {
  for (const RoleTag& row : role_tags) {
    if (equal_ignoring_case(row.tag, tag)) return row.role;
  }
  return Role::None;
}

/// Collects the texts of one article by role.
class Collector {
 public:
  void read(std::string_view record) {
    Pieces pieces(record);
    Piece piece;
    while (pieces.next(piece)) {
      if (piece.kind == Piece::Kind::Text) {
        if (!open_.empty()) append_decoded(text(open_.back().role), piece.text);
      } else if (piece.kind == Piece::Kind::Close) {
        close(piece.text);
      } else {
        open(piece);
      }
    }
  }

  std::string& text(Role role) { return texts_[static_cast<std::size_t>(role)]; }
  const std::string& id() const { return id_; }
  const std::string& type() const { return type_; }

 private:
  struct OpenTag {
    std::string_view name;
    Role role;
  };

  void open(const Piece& tag) {
    if (equal_ignoring_case(tag.text, "doc")) {
      id_ = attribute(tag.attributes, "id");
      type_ = attribute(tag.attributes, "type");
      return;
    }
    if (equal_ignoring_case(tag.text, "p")) {
      part();
      return;
    }
    Role role = role_of(tag.text);
    if (role == Role::None) return;
    // Only texts have tags in them; any other tag was left open.
    while (!open_.empty() && open_.back().role != Role::Body && open_.back().role != Role::Loose) {
      open_.pop_back();
    }
    std::string& text_so_far = text(role);
    if (role == Role::Body || role == Role::Loose) {
      text_so_far += "\n\n";
    } else if (role == Role::Title || role == Role::Date || role == Role::Dateline) {
      // The first one counts, unless it is a note to editors.
      if (role == Role::Title && trim(text_so_far).starts_with("Eds:")) text_so_far.clear();
      if (!trim(text_so_far).empty()) role = Role::None;
    } else if (role == Role::Byline && !trim(text_so_far).empty()) {
      text_so_far += ", ";
    } else if (!text_so_far.empty()) {
      text_so_far += '\n';
    }
    open_.push_back({tag.text, role});
  }

  void close(std::string_view name) {
    const auto found = std::find_if(open_.rbegin(), open_.rend(), [name](const OpenTag& tag) {
      return equal_ignoring_case(tag.name, name);
    });
    if (found != open_.rend()) open_.erase(std::prev(found.base()), open_.end());
  }

  /// A paragraph begins.
  void part() {
    if (open_.empty()) return;
    std::string& so_far = text(open_.back().role);
    const std::string_view trimmed = trim(so_far);
    switch (open_.back().role) {
      case Role::Title:
        if (!trimmed.empty()) so_far += trimmed.ends_with(';') ? " " : "; ";
        break;
      case Role::Date:
        // `Correction Appended` may follow.
        if (!trimmed.empty()) open_.back().role = Role::None;
        break;
      case Role::Byline:
        if (!trimmed.empty()) so_far += trimmed.ends_with(';') ? " " : ", ";
        break;
      default:
        so_far += "\n\n";
    }
  }

  std::array<std::string, role_count> texts_;
  std::vector<OpenTag> open_;
  std::string id_;
  std::string type_;
};

/// The headline of the Wall Street Journal: `@` is a line break, a line of dashes ends it, and a
/// line `By …` before or after that is the byline.
void take_title(std::string_view raw, Article& article) {
  std::string lines(raw);
  if (lines.find("\n@") != std::string::npos || lines.find("----") != std::string::npos) {
    std::replace(lines.begin(), lines.end(), '@', '\n');
  }
  std::string title;
  bool ended = false;
  for (std::string_view rest = lines; !rest.empty();) {
    const std::string_view line = trim(take_line(rest));
    if (line.starts_with("---")) {
      ended = true;
    } else if (!title.empty() && starts_ignoring_case(line, "by ") && article.byline.empty()) {
      article.byline = collapse(line);
      ended = true;
    } else if (!ended && !line.empty()) {
      if (!title.empty()) title += ' ';
      title += line;
    }
  }
  while (title.ends_with(';') || title.ends_with(' ')) title.pop_back();
  article.title = collapse(title);
}

/// A date element without signs that are none of its own: `= 870324`.
std::string plain_date(std::string_view date) {
  date = trim(date);
  if (date.starts_with('=')) date.remove_prefix(1);
  return collapse(date);
}

/// `FT  14 MAY 91 / Title` tells the day.
std::string date_in_headline(std::string_view title) {
  const std::size_t slash = title.find(" /");
  if (!title.starts_with("FT ") || slash == std::string_view::npos || slash > 20) return {};
  return collapse(title.substr(3, slash - 3));
}

void take_date(Collector& texts, Article& article) {
  article.published = plain_date(texts.text(Role::Date));
  if (article.published.empty()) article.published = date_in_headline(article.title);
  if (!article.published.empty()) {
    article.published_origin = DateOrigin::Element;
    return;
  }
  article.published = date_of(article.id);
  if (!article.published.empty()) article.published_origin = DateOrigin::DocNo;
}

void add_labels(std::string_view scheme, std::string_view list, Article& article) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of("\n;"), list.size());
    std::string_view name = trim(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    // `Thyssen AG.` of the FT; other names may end in an abbreviation's stop and lose it too.
    if (name.ends_with('.')) name.remove_suffix(1);
    if (!name.empty()) article.labels.push_back({std::string(scheme), collapse(name)});
  }
}

void fill(Collector& texts, Article& article) {
  article.id = collapse(texts.text(Role::DocNo));
  if (article.id.empty()) article.id = texts.id();
  article.byline = collapse(texts.text(Role::Byline));
  take_title(texts.text(Role::Title), article);
  take_date(texts, article);
  article.dateline = parse_dateline(texts.text(Role::Dateline));
  article.section = collapse(texts.text(Role::Section));
  article.source = collapse(texts.text(Role::Source));
  if (article.source.empty()) article.source = source_of(article.id);
  const std::string& body = texts.text(Role::Body);
  append_paragraphs(article.body, trim(body).empty() ? texts.text(Role::Loose) : body,
                    paragraph_indent);
  take_dateline(article);
  add_labels("topics", texts.text(Role::Topics), article);
  add_labels("companies", texts.text(Role::Companies), article);
  add_labels("industries", texts.text(Role::Industries), article);
  add_labels("places", texts.text(Role::Places), article);
  if (!texts.type().empty()) article.labels.push_back({"type", texts.type()});
}

}  // namespace

void read_trec(Input& input, Output& output) {
  TagRecords records(input, output, "doc");
  Record record;
  Article article;
  std::string storage;
  while (!output.stopped() && records.next(record)) {
    article.clear();
    Collector texts;
    texts.read(decoded(record, input, output, storage));
    fill(texts, article);
    locate(article, input, record);
    if (article.title.empty() && article.body.empty()) {
      output.issue(input.name, record.offset, record.line, "an article without title and text");
      continue;
    }
    output.yield(article);
  }
}

}  // namespace dateline::corpus
