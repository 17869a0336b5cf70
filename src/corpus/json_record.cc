#include "corpus/json_record.hh"

#include "corpus/ascii.hh"
#include "corpus/byline.hh"
#include "corpus/json_scanner.hh"
#include "text/decode.hh"

#include <array>
#include <limits>

#include <fmt/format.h>
#include <simdjson.h>

namespace dateline::corpus {
namespace {

namespace sj = simdjson;
using sj::ondemand::json_type;

constexpr std::size_t max_depth = 1000;  // of brackets; deeper is no news
constexpr int max_object_depth = 4;      // that fields are looked for in
constexpr int unset = std::numeric_limits<int>::max();

/// Is this inner key the text of the object itself?
bool stands_for_object(std::string_view key) {
  for (const std::string_view known :
       {"content", "iso", "main", "name", "original", "rendered", "text", "value"}) {
    if (key == known) return true;
  }
  return false;
}

/// What follows `CODE: ` in simdjson's messages, without the full stop.
std::string_view reason(sj::error_code code) {
  std::string_view text = sj::error_message(code);
  if (const std::size_t colon = text.find(": "); colon != std::string_view::npos) {
    text.remove_prefix(colon + 2);
  }
  while (text.ends_with('.') || text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

int hex(std::string_view digits) {
  if (digits.size() < 4) return -1;
  int value = 0;
  for (const char c : digits.substr(0, 4)) {
    const char low = to_lower(c);
    if (!is_digit(low) && !(low >= 'a' && low <= 'f')) return -1;
    value = value * 16 + (is_digit(low) ? low - '0' : low - 'a' + 10);
  }
  return value;
}

/// Decode a JSON string up to its closing quote, replacing lone surrogates, which simdjson refuses;
/// false if an escape is wrong in another way.
/// in: text, from the byte after the opening quote on; it goes on past the closing one
bool unescape_leniently(std::string_view text, std::string& out) {
  out.clear();
  for (std::size_t at = 0; at < text.size() && text[at] != '"';) {
    if (text[at] != '\\') {
      out += text[at++];
      continue;
    }
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
    if (const std::size_t which = letters.find(text[at + 1]); which != std::string_view::npos) {
      out += meant[which];
      at += 2;
      continue;
    }
    const int unit = text[at + 1] == 'u' ? hex(text.substr(at + 2)) : -1;
    if (unit < 0) return false;
    at += 6;
    const bool high = unit >= 0xD800 && unit < 0xDC00;
    const int low = high && text.substr(at).starts_with("\\u") ? hex(text.substr(at + 2)) : -1;
    if (low >= 0xDC00 && low < 0xE000) {
      text::append_utf8(out,
                        static_cast<char32_t>(0x10000 + (unit - 0xD800) * 0x400 + (low - 0xDC00)));
      at += 6;
    } else {
      text::append_utf8(out, static_cast<char32_t>(unit));
    }
  }
  return true;
}

}  // namespace

class JsonRecords::Parser {
 public:
  explicit Parser(const FieldMap& fields) : fields_(fields) {}

  std::string parse(std::string_view json, std::size_t capacity, Article& article) {
    article_ = &article;
    end_ = json.data() + json.size();
    ranks_.fill(unset);
    too_deep_ = false;
    if (strings_.size() < json.size() + sj::SIMDJSON_PADDING) {
      strings_.resize(json.size() + json.size() / 2 + sj::SIMDJSON_PADDING);
    }
    error_ = sj::SUCCESS;
    sj::ondemand::document document;
    sj::ondemand::object object;
    error_ =
        parser_.iterate(sj::padded_string_view(json.data(), json.size(), capacity)).get(document);
    if (error_ != sj::SUCCESS) return fmt::format("bad JSON: {}", reason(error_));
    json_type type{};
    if (document.type().get(type) == sj::SUCCESS && type != json_type::object) {
      return "not a JSON object";
    }
    error_ = document.get_object().get(object);
    if (error_ == sj::SUCCESS) visit(object, {}, 0, std::nullopt);
    if (too_deep_) return fmt::format("JSON nested more than {} deep", max_depth);
    const char* after = nullptr;
    if (error_ == sj::SUCCESS && document.current_location().get(after) == sj::SUCCESS) {
      return "bad JSON: something follows the object";
    }
    if (error_ != sj::SUCCESS) return fmt::format("bad JSON: {}", reason(error_));
    if (article.title.empty() && is_absent(article.body)) return "neither title nor body";
    return {};
  }

  bool bad_encoding() const { return error_ == sj::UTF8_ERROR; }

 private:
  using Choice = std::optional<FieldChoice>;

  /// Keep the first error; false if there is one.
  bool good(sj::error_code code) {
    if (error_ == sj::SUCCESS) error_ = code;
    return code == sj::SUCCESS;
  }

  /// Would a value of this rank be taken?
  bool wanted(const Choice& choice) const {
    if (!choice) return false;
    const int rank = ranks_[static_cast<std::size_t>(choice->field)];
    // Lists of authors and labels come one by one with the same rank.
    return choice->rank < rank || choice->field == Field::Label;
  }

  /// Decode a string value into text_; false if it is damaged.
  bool decode(sj::ondemand::value value) {
    sj::ondemand::raw_json_string raw;
    if (!good(value.get_raw_json_string().get(raw))) return false;
    auto* to = reinterpret_cast<std::uint8_t*>(strings_.data());
    if (parser_.unescape(raw, to).get(text_) == sj::SUCCESS) return true;
    if (!unescape_leniently({raw.raw(), end_}, lenient_)) return good(sj::STRING_ERROR);
    text_ = lenient_;
    return true;
  }

  void take(const FieldChoice& choice, std::string_view scheme, std::string_view value) {
    if (is_absent(value)) return;
    if (choice.field == Field::Label) {
      article_->labels.push_back({std::string(scheme), std::string(trim(value))});
      return;
    }
    ranks_[static_cast<std::size_t>(choice.field)] = choice.rank;
    if (choice.field == Field::Body) {
      article_->body.assign(value);
    } else if (choice.field == Field::Author) {
      // One string may hold several names; one that looks like an office alone is kept.
      article_->authors = authors_of(value);
      if (article_->authors.empty()) article_->authors.emplace_back(trim(value));
    } else {
      set_field(*article_, choice.field, std::string(value));
    }
  }

  void visit(sj::ondemand::object object, const std::string& path, int depth, const Choice& whole) {
    std::string key;
    for (auto result : object) {
      sj::ondemand::field field;
      if (!good(std::move(result).get(field))) return;
      const char* raw = field.key().raw();
      const std::string_view written(raw, key_length(raw));
      const std::string inner = plain_key(written);
      key = path + inner;
      Choice choice = fields_.find(key);
      if (!choice && whole && stands_for_object(inner)) choice = whole;
      if (written == "_source") key.clear();  // of Elasticsearch: the article itself
      visit_value(field.value(), key, depth, choice);
      if (error_ != sj::SUCCESS || too_deep_) return;
    }
  }

  static std::size_t key_length(const char* raw) {
    std::size_t length = 0;
    while (raw[length] != '"') length += raw[length] == '\\' ? 2 : 1;
    return length;
  }

  void visit_value(sj::ondemand::value value, const std::string& key, int depth,
                   const Choice& choice) {
    json_type type{};
    if (!good(value.type().get(type))) return;
    switch (type) {
      case json_type::string:
        if (choice && choice->field != Field::Label && wanted(choice) && decode(value)) {
          take(*choice, key, text_);
        }
        break;
      case json_type::number:
        if (choice && choice->field != Field::Label && wanted(choice)) {
          take(*choice, key, trim(value.raw_json_token()));
        }
        break;
      case json_type::object: {
        sj::ondemand::object object;
        if (depth == max_object_depth) {
          skip(value);
        } else if (good(value.get_object().get(object))) {
          visit(object, key, depth + 1, choice);
        }
        break;
      }
      case json_type::array:
        visit_list(value, key, choice);
        break;
      default:
        break;
    }
  }

  void visit_list(sj::ondemand::value value, const std::string& scheme, const Choice& choice) {
    const bool taken = choice && wanted(choice) && choice->field != Field::Id &&
                       choice->field != Field::Published && choice->field != Field::Modified;
    sj::ondemand::array array;
    if (!taken) return skip(value);
    if (!good(value.get_array().get(array))) return;
    std::vector<std::string> items;
    for (auto result : array) {
      sj::ondemand::value item;
      json_type type{};
      if (!good(std::move(result).get(item)) || !good(item.type().get(type))) return;
      if (type == json_type::string) {
        if (!decode(item)) return;
        if (!is_absent(text_)) items.emplace_back(text_);
      } else if (type == json_type::object) {
        name_of(item, items);
      } else if (type == json_type::array) {
        skip(item);
      }
      if (error_ != sj::SUCCESS || too_deep_) return;
    }
    take_list(*choice, scheme, std::move(items));
  }

  void take_list(const FieldChoice& choice, const std::string& scheme,
                 std::vector<std::string> items) {
    if (items.empty()) return;
    if (choice.field == Field::Label) {
      for (const std::string& item : items) take(choice, scheme, item);
      return;
    }
    ranks_[static_cast<std::size_t>(choice.field)] = choice.rank;
    if (choice.field == Field::Author) {
      article_->authors = std::move(items);
    } else {
      // Sections and bylines may be several; of other fields the first item is the one meant.
      const bool several = choice.field == Field::Body || choice.field == Field::Section ||
                           choice.field == Field::Byline;
      if (!several) items.resize(1);
      const std::string_view between = choice.field == Field::Body ? "\n\n" : ", ";
      std::string joined;
      for (const std::string& item : items) {
        if (!joined.empty()) joined += between;
        joined += item;
      }
      set_field(*article_, choice.field, std::move(joined));
    }
  }

  /// The `name` (or what stands for it) of an object in a list.
  void name_of(sj::ondemand::value item, std::vector<std::string>& items) {
    sj::ondemand::object object;
    if (!good(item.get_object().get(object))) return;
    bool found = false;
    for (auto result : object) {
      sj::ondemand::field field;
      if (!good(std::move(result).get(field))) return;
      const char* raw = field.key().raw();
      const std::string key = plain_key({raw, key_length(raw)});
      sj::ondemand::value value = field.value();
      json_type type{};
      if (!good(value.type().get(type))) return;
      if (type == json_type::string && !found && stands_for_object(key)) {
        if (!decode(value)) return;
        found = !is_absent(text_);
        if (found) items.emplace_back(text_);
      } else if (type == json_type::object || type == json_type::array) {
        skip(value);
      }
      if (error_ != sj::SUCCESS || too_deep_) return;
    }
  }

  /// Pass over a list or an object that is not looked into.
  void skip(sj::ondemand::value value) {
    std::string_view raw;
    json_type type{};
    if (!good(value.type().get(type))) return;
    if (type == json_type::array) {
      sj::ondemand::array array;
      if (!good(value.get_array().get(array)) || !good(array.raw_json().get(raw))) return;
    } else {
      sj::ondemand::object object;
      if (!good(value.get_object().get(object)) || !good(object.raw_json().get(raw))) return;
    }
    too_deep_ = too_deep_ || depth_of(raw) > max_depth;
  }

  const FieldMap& fields_;
  sj::ondemand::parser parser_;
  std::string strings_;  ///< where strings are decoded
  std::string lenient_;
  std::string_view text_;
  std::array<int, field_count> ranks_{};
  Article* article_ = nullptr;
  const char* end_ = nullptr;  ///< of the record
  sj::error_code error_ = sj::SUCCESS;
  bool too_deep_ = false;
};

JsonRecords::JsonRecords(const FieldMap& fields) : parser_(std::make_unique<Parser>(fields)) {}
JsonRecords::~JsonRecords() = default;

std::string JsonRecords::parse(std::string_view json, std::size_t capacity, Article& article) {
  return parser_->parse(json, capacity, article);
}

bool JsonRecords::bad_encoding() const {
  return parser_->bad_encoding();
}

}  // namespace dateline::corpus
