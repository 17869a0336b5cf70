// What the model says of a piece: outside, or where in a mention of which class it stands.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace dateline::entity {

/// The classes that the model tells apart. `Other` (events, languages, nationalities) is learnt so
/// that it does not fall to the rest, and dropped from the result.
enum class Class : std::uint8_t { Person, Organisation, Place, Other };

using Label = std::uint8_t;
inline constexpr Label outside = 0;
inline constexpr std::size_t class_count = 4;
inline constexpr std::size_t label_count = 1 + 4 * class_count;

/// Where a piece stands in its mention.
enum class Place4 : std::uint8_t { Begin, Inside, End, Single };

constexpr Label label(Class c, Place4 place) {
  return static_cast<Label>(1 + 4 * static_cast<unsigned>(c) + static_cast<unsigned>(place));
}
constexpr Class class_of_label(Label l) {
  return static_cast<Class>((l - 1) / 4);
}
constexpr Place4 place_of_label(Label l) {
  return static_cast<Place4>((l - 1) % 4);
}

/// Whether a mention is over after this label, or none was there.
constexpr bool closes(Label l) {
  return l == outside || place_of_label(l) == Place4::End || place_of_label(l) == Place4::Single;
}
/// Whether a label can follow one that closes.
constexpr bool starts(Label l) {
  return l == outside || place_of_label(l) == Place4::Begin || place_of_label(l) == Place4::Single;
}
constexpr bool follows(Label from, Label to) {
  if (closes(from)) return starts(to);
  return !starts(to) && class_of_label(from) == class_of_label(to);
}

/// All pairs that can follow each other.
struct Step {
  Label from, to;
};
inline constexpr std::size_t step_count = [] {
  std::size_t count = 0;
  for (Label a = 0; a < label_count; ++a)
    for (Label b = 0; b < label_count; ++b) count += follows(a, b);
  return count;
}();
inline constexpr std::array<Step, step_count> steps = [] {
  std::array<Step, step_count> out{};
  std::size_t count = 0;
  for (Label b = 0; b < label_count; ++b)
    for (Label a = 0; a < label_count; ++a)
      if (follows(a, b)) out[count++] = {a, b};
  return out;
}();

}  // namespace dateline::entity
