#include "store/terms.hh"

#include "base/digest.hh"
#include "base/error.hh"

#include <algorithm>

#include <fmt/format.h>

namespace dateline::store {

Stemmer::Stemmer(const std::string& language) : language_(language) {
  try {
    stem_ = Xapian::Stem(language == "none" ? "" : language);
  } catch (const Xapian::InvalidArgumentError&) {
    throw base::Error(base::Code::Usage,
                      fmt::format("no stemmer for '{}'; known are none {}", language,
                                  Xapian::Stem::get_available_languages()));
  }
}

std::string Stemmer::stem(std::string_view token) const {
  if (token.find_first_of("0123456789.") != std::string_view::npos) return std::string(token);
  return stem_(std::string(token));
}

std::string make_term(const schema::Field& field, std::string_view value) {
  // Xapian stores a zero byte as two.
  const auto zeros = static_cast<std::size_t>(std::count(value.begin(), value.end(), '\0'));
  if (value.size() + zeros <= max_value_bytes) return field.prefix + std::string(value);
  return field.prefix + '#' + base::hex(base::digest64(value));
}

std::string day_value(temporal::Day day, temporal::Precision precision) {
  switch (precision) {
    case temporal::Precision::Year:
      return fmt::format("{:04}", day.year());
    case temporal::Precision::Month:
      return fmt::format("{:04}{:02}", day.year(), day.month());
    default:
      return fmt::format("{:04}{:02}{:02}", day.year(), day.month(), day.day());
  }
}

}  // namespace dateline::store
