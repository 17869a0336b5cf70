#include "entity/tagger.hh"

namespace dateline::entity {

std::string_view name(Kind kind) {
  switch (kind) {
    case Kind::Person:
      return "person";
    case Kind::Organisation:
      return "organisation";
    case Kind::Place:
      break;
  }
  return "place";
}

}  // namespace dateline::entity
