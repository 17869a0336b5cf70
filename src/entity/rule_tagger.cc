#include "entity/rule_tagger.hh"

#include "entity/acronyms.hh"
#include "entity/article_state.hh"
#include "entity/first_look.hh"
#include "entity/second_look.hh"

#include <algorithm>

namespace dateline::entity {
namespace {

class RuleTagger : public Tagger {
 public:
  explicit RuleTagger(const Gazetteer& gazetteer) : state_(gazetteer) {}

  void tag(const TaggerInput& article, std::vector<Mention>& out) override {
    state_.seen.clear();
    state_.names.clear();
    state_.candidates.clear();
    state_.body.assign(Part::Body, article.body, article.body_analysis, state_.gazetteer,
                       state_.seen);
    state_.title.assign(Part::Title, article.title, article.title_analysis, state_.gazetteer,
                        state_.seen);
    know_dateline(article.dateline_place);
    first_look(state_, Part::Body);
    first_look(state_, Part::Title);
    find_acronyms(state_, Part::Body);
    find_acronyms(state_, Part::Title);
    accept_cues(state_);
    link_candidates(state_);
    find_in_headlines(state_, Part::Body);
    find_in_headlines(state_, Part::Title);
    emit(out);
  }

 private:
  /// The place of the dateline needs no further evidence in the text.
  void know_dateline(std::string_view place) {
    if (place.empty()) return;
    text::tokenize(place, dateline_);
    if (dateline_.empty()) return;
    std::uint64_t key = token_hash(dateline_.text(0));
    for (std::size_t i = 1; i < dateline_.size(); ++i)
      key = extend(key, token_hash(dateline_.text(i)));
    const Sense* sense = state_.gazetteer.find(key);
    if (sense == nullptr || !sense->named() || sense->kind != Kind::Place) return;
    const std::uint32_t id = state_.names.intern(Kind::Place, state_.gazetteer.name(sense->name));
    state_.names.bind(key, id, ArticleNames::Reason::Full);
  }

  void emit(std::vector<Mention>& out) {
    std::vector<Candidate>& found = state_.candidates;
    std::erase_if(found, [](const Candidate& c) { return c.state != Candidate::State::Sure; });
    std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
      if (a.part != b.part) return a.part < b.part;
      if (a.begin != b.begin) return a.begin < b.begin;
      return a.end > b.end;
    });
    std::size_t count = 0;
    for (const Candidate& candidate : found) {
      const ArticleView& view = state_.view(candidate.part);
      const std::uint32_t begin = view.token(candidate.begin).begin;
      if (sign_off(view, candidate)) continue;
      if (count > 0 && out[count - 1].part == candidate.part && begin < out[count - 1].end)
        continue;
      if (count == out.size()) out.emplace_back();
      Mention& mention = out[count++];
      mention.part = candidate.part;
      mention.begin = begin;
      mention.end = view.token(candidate.end - 1).end;
      mention.kind = state_.names.kind(candidate.name);
      mention.name = state_.names.canonical(candidate.name);
    }
    out.resize(count);
  }

  /// The agency's name alone at the end of the body: `REUTER`.
  bool sign_off(const ArticleView& view, const Candidate& candidate) const {
    return candidate.part == Part::Body && candidate.end == view.size() &&
           view.gap(candidate.begin) == Gap::Start &&
           state_.names.kind(candidate.name) == Kind::Organisation;
  }

  ArticleState state_;
  text::Tokens dateline_;
};

}  // namespace

std::unique_ptr<Tagger> make_rule_tagger(const Gazetteer& gazetteer) {
  return std::make_unique<RuleTagger>(gazetteer);
}

}  // namespace dateline::entity
