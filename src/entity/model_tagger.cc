#include "entity/model_tagger.hh"

#include "entity/finder.hh"
#include "entity/linker.hh"
#include "entity/pieces.hh"

namespace dateline::entity {
namespace {

class ModelTagger : public Tagger {
 public:
  ModelTagger(const Model& model, const Gazetteer& gazetteer, std::size_t stages)
      : finder_(model), linker_(gazetteer), stages_(stages) {}

  void tag(const TaggerInput& article, std::vector<Mention>& out) override {
    pieces_.assign(article);
    finder_.find(pieces_, found_, stages_);
    linker_.link(article, pieces_, found_, out);
  }

 private:
  Pieces pieces_;
  Finder finder_;
  Linker linker_;
  std::size_t stages_;
  std::vector<Found> found_;
};

}  // namespace

std::unique_ptr<Tagger> make_tagger(const Model& model, const Gazetteer& gazetteer,
                                    std::size_t stages) {
  return std::make_unique<ModelTagger>(model, gazetteer, stages);
}

}  // namespace dateline::entity
