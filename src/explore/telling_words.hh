// The words that are most telling of one set of passages against another.
#pragma once

#include "explore/significant.hh"
#include "explore/stems.hh"
#include "explore/telling.hh"

#include <string>
#include <vector>

namespace dateline::explore {

/// Compares sets, any number of them, by their words; keeps what that takes. One thread's at a time; plan,
/// database and options must outlive it.
class TellingWords {
 public:
  TellingWords(const search::Plan& plan, const store::Database& database,
               const SignificantOptions& options);

  /// The words of significant(), stems without spelling yet.
  /// in:  whole, counts of both sets together, if somebody has them: `other` is then not counted
  /// out: left_out, stems that the plan asks for and that would be among them if there were room
  std::vector<Telling> find(const search::MatchSet& found, const search::MatchSet& other,
                            const StemCounts* whole, std::vector<std::string>* left_out = nullptr);

  /// Give words their text, their clause and the articles of the other set.
  void spell(std::vector<Telling>& words, const search::MatchSet& found,
             const search::MatchSet& other) const;

 private:
  const store::Database& database_;
  const SignificantOptions& options_;
  const schema::Field& field_;
  Terms asked_;
  CommonStems common_;
  StemCounts counts_;
};

}  // namespace dateline::explore
