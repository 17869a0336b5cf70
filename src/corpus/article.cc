#include "corpus/article.hh"

namespace dateline::corpus {

std::string_view name(DateOrigin origin) {
  switch (origin) {
    case DateOrigin::None:
      return {};
    case DateOrigin::Element:
      return "element";
    case DateOrigin::Attribute:
      return "attribute";
    case DateOrigin::Meta:
      return "meta";
    case DateOrigin::Url:
      return "url";
    case DateOrigin::DocNo:
      return "docno";
    case DateOrigin::Dateline:
      return "dateline";
    case DateOrigin::FileName:
      return "filename";
  }
  return {};
}

}  // namespace dateline::corpus
