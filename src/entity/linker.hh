// From mentions to entities: which name each mention of an article stands for.
#pragma once

#include "entity/article_names.hh"
#include "entity/decode.hh"
#include "entity/gazetteer.hh"
#include "entity/pieces.hh"
#include "entity/tagger.hh"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace dateline::entity {

/// Names the mentions of one article. Reused between articles; for one thread.
class Linker {
 public:
  explicit Linker(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  /// Name the mentions found, and add those of demonyms (`Russian`) and office holders' surnames that
  /// are in none.
  /// in:  found, in order
  /// out: replaced; as Tagger::tag gives them
  void link(const TaggerInput& article, const Pieces& pieces, const std::vector<Found>& found,
            std::vector<Mention>& out);

 private:
  /// One mention on its way to a name.
  struct Draft {
    Part part = Part::Body;
    std::uint32_t begin = 0, end = 0;  ///< bytes
    std::uint32_t first_token = 0,
                  end_token = 0;  ///< into hashes_ and spans_: what names it, without titles
    std::uint32_t name_end = 0;   ///< tokens without the legal form
    Kind kind = Kind::Person;
    std::uint32_t name = ArticleNames::none;
    bool demonym = false;
    bool all_caps = false;
  };
  struct TokenFacts {
    std::uint64_t hash = 0;
    std::uint32_t begin = 0, end = 0;  ///< bytes of the part
    const Sense* sense = nullptr;
    std::uint8_t flags = 0;
    char initial = 0;  ///< first letter, folded
  };

  std::string_view text(Part part) const {
    return part == Part::Title ? article_->title : article_->body;
  }
  bool is(std::uint32_t token, Roles any) const {
    return tokens_[token].sense != nullptr && tokens_[token].sense->is(any);
  }
  std::uint64_t key(std::uint32_t begin, std::uint32_t end) const;
  const Sense* known(std::uint64_t key, Kind kind) const;
  void add(const Pieces& pieces, const Found& found, Part part);
  void add_known(const Pieces& pieces, const std::vector<Found>& found);
  void strip(Draft& draft);
  void name_in_full(Draft& draft);
  void name_person(Draft& draft);
  void name_organisation(Draft& draft);
  void name_short(Draft& draft);
  std::uint32_t intern_written(const Draft& draft, std::uint32_t end);
  bool says_nothing(std::uint32_t begin, std::uint32_t end) const;
  bool is_another_countrys(const Draft& draft) const;

  const Gazetteer& gazetteer_;
  const TaggerInput* article_ = nullptr;
  ArticleNames names_;
  std::vector<Draft> drafts_;
  std::vector<TokenFacts> tokens_;
  text::Tokens scratch_;
  std::string written_;
};

}  // namespace dateline::entity
