#include "search/weighting.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "base/toml.hh"

#include <charconv>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace dateline::search {

std::string Weighting::complaint() const {
  if (!(k1 >= 0) || !(k3 >= 0)) return "k1 and k3 are at least 0";
  if (!(b >= 0 && b <= 1)) return "b lies between 0 and 1";
  if (!(min_length >= 0)) return "min_length is at least 0";
  return {};
}

const Weighting& Weighting::standard() {
  static const Weighting loaded = [] {
    static const char path[] = "index/ranking.toml";
    const base::Toml document = base::parse_toml(path, base::read_data(path));
    base::require_kind(document, "ranking", 1, 1);
    document.only({"kind", "version", "bm25"});
    const base::Toml& bm25 = document.at("bm25");
    bm25.only({"k1", "b", "k3", "min_length"});
    Weighting weighting;
    weighting.k1 = bm25.at("k1").number();
    weighting.b = bm25.at("b").number();
    weighting.k3 = bm25.at("k3").number();
    weighting.min_length = bm25.at("min_length").number();
    if (const std::string wrong = weighting.complaint(); !wrong.empty()) {
      throw base::Error(base::Code::Data, wrong, {}, bm25.place());
    }
    return weighting;
  }();
  return loaded;
}

Weighting Weighting::parse(const std::string& text, const Weighting& base) {
  Weighting weighting = base;
  const auto fail = [&](std::string_view why) {
    throw base::Error(
        base::Code::Usage, fmt::format("'{}' is no weighting: {}", text, why),
        "write parameters as k1=1.2,b=0.75,k3=8,min_length=0.5; those left out keep their value");
  };
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    const std::string_view part = rest.substr(0, comma);
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) fail(fmt::format("no '=' in '{}'", part));
    const std::string_view name = part.substr(0, equals), digits = part.substr(equals + 1);
    double value = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (result.ec != std::errc() || result.ptr != digits.data() + digits.size() ||
        !std::isfinite(value)) {
      fail(fmt::format("'{}' is no number", digits));
    }
    if (name == "k1") {
      weighting.k1 = value;
    } else if (name == "b") {
      weighting.b = value;
    } else if (name == "k3") {
      weighting.k3 = value;
    } else if (name == "min_length") {
      weighting.min_length = value;
    } else {
      fail(fmt::format("there is no parameter '{}'", name));
    }
  }
  if (const std::string wrong = weighting.complaint(); !wrong.empty()) fail(wrong);
  return weighting;
}

std::unique_ptr<Xapian::Weight> Weighting::scheme() const {
  return std::make_unique<Xapian::BM25Weight>(k1, 0.0, k3, b, min_length);
}

std::string Weighting::describe() const {
  return fmt::format("bm25 k1={} b={} k3={} min_length={}", k1, b, k3, min_length);
}

}  // namespace dateline::search
