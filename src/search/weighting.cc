#include "search/weighting.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "base/nearest.hh"
#include "base/toml.hh"

#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::search {
namespace {

struct Parameter {
  std::string_view name;
  double Weighting::*value;
  double most;
};

constexpr std::array<Parameter, 14> parameters = {{
    {"k1", &Weighting::k1, 1000},
    {"b", &Weighting::b, 1},
    {"k3", &Weighting::k3, 1000},
    {"min_length", &Weighting::min_length, 1000},
    {"title", &Weighting::title, 1000},
    {"cover", &Weighting::cover, 1000},
    {"lead", &Weighting::lead, 1000},
    {"prose", &Weighting::prose, 1},
    {"article", &Weighting::article, 1000},
    {"article_k1", &Weighting::article_k1, 1000},
    {"article_b", &Weighting::article_b, 1},
    {"article_title", &Weighting::article_title, 1000},
    {"proximity", &Weighting::proximity, 1000},
    {"proximity_k1", &Weighting::proximity_k1, 1000},
}};

const Parameter* find(std::string_view name) {
  for (const Parameter& one : parameters) {
    if (one.name == name) return &one;
  }
  return nullptr;
}

std::vector<std::string_view> names() {
  std::vector<std::string_view> all;
  for (const Parameter& one : parameters) all.push_back(one.name);
  return all;
}

}  // namespace

std::string Weighting::complaint() const {
  for (const Parameter& one : parameters) {
    const double value = this->*one.value;
    if (!(value >= 0 && value <= one.most))
      return fmt::format("{} lies between 0 and {}", one.name, one.most);
  }
  return {};
}

Weighting Weighting::load(std::string_view table) {
  static const char path[] = "index/ranking.toml";
  const base::Toml document = base::parse_toml(path, base::read_data(path));
  base::require_kind(document, "ranking", 2, 2);
  document.only({"kind", "version", "passages", "articles"});
  const base::Toml& values = document.at(table);
  Weighting weighting;
  for (const auto& [name, value] : values.table()) {
    const Parameter* parameter = find(name);
    if (parameter == nullptr) {
      throw base::Error(base::Code::Data, fmt::format("there is no parameter '{}'", name), {},
                        value.place());
    }
    weighting.*parameter->value = value.number();
  }
  for (const Parameter& one : parameters) values.at(one.name);  // none is left to a default
  if (const std::string wrong = weighting.complaint(); !wrong.empty())
    throw base::Error(base::Code::Data, wrong, {}, values.place());
  return weighting;
}

const Weighting& Weighting::for_passages() {
  static const Weighting loaded = load("passages");
  return loaded;
}

const Weighting& Weighting::for_articles() {
  static const Weighting loaded = load("articles");
  return loaded;
}

Weighting Weighting::parse(const std::string& text, const Weighting& base) {
  Weighting weighting = base;
  const auto fail = [&](std::string_view why) {
    throw base::Error(base::Code::Usage, fmt::format("'{}' is no weighting: {}", text, why),
                      fmt::format("write parameters as k1=1.2,b=0.75; those left out keep their "
                                  "value; there are {}",
                                  fmt::join(names(), ", ")));
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
    const Parameter* parameter = find(name);
    if (parameter == nullptr) {
      const auto near = base::nearest(name, names());
      fail(fmt::format("there is no parameter '{}'{}", name,
                       near ? fmt::format("; did you mean '{}'?", *near) : ""));
    }
    weighting.*parameter->value = value;
  }
  if (const std::string wrong = weighting.complaint(); !wrong.empty()) fail(wrong);
  return weighting;
}

std::string Weighting::describe() const {
  std::string text = "bm25";
  for (const Parameter& one : parameters) text += fmt::format(" {}={}", one.name, this->*one.value);
  return text;
}

std::vector<std::pair<std::string_view, double>> Weighting::values() const {
  std::vector<std::pair<std::string_view, double>> all;
  for (const Parameter& one : parameters) all.emplace_back(one.name, this->*one.value);
  return all;
}

}  // namespace dateline::search
