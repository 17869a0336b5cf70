// Tokens and values into terms: the one place where either becomes a term, for indexing and search
// alike.
#pragma once

#include "schema/field.hh"
#include "store/xapian.hh"
#include "temporal/day.hh"

#include <string>
#include <string_view>

namespace dateline::store {

/// Terms longer than this are replaced by a digest of their value; Xapian's own limit is 245 bytes.
inline constexpr std::size_t max_value_bytes = 180;

/// Xapian's Snowball stemmers. They keep state while they work: one belongs to one thread.
class Stemmer {
 public:
  /// in:     language, as Xapian names it (`english`), or `none`
  /// errors: Error{Code::Usage} naming the known languages
  explicit Stemmer(const std::string& language);

  /// in:  folded token
  /// out: its stem; tokens with digits or full stops are their own
  std::string stem(std::string_view token) const;

  const std::string& language() const { return language_; }

 private:
  std::string language_;
  Xapian::Stem stem_;
};

/// The term of a value: prefix and value; a value over the limit becomes prefix, `#` and its
/// digest.
std::string make_term(const schema::Field& field, std::string_view value);

/// The term value of a day, month or year: `20220301`, `202203`, `2022`.
std::string day_value(temporal::Day day, temporal::Precision precision);

}  // namespace dateline::store
