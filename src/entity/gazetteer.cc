#include "entity/gazetteer.hh"

#include <cstring>

namespace dateline::entity {

std::uint64_t token_hash(std::string_view folded) {
  std::uint64_t hash = 0x9E3779B97F4A7C15u ^ folded.size();
  const char* at = folded.data();
  std::size_t left = folded.size();
  const auto mix = [&hash](std::uint64_t word) {
    hash = (hash ^ word) * 0x9FB21C651E98DF25u;
    hash ^= hash >> 32;
  };
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t word;
    std::memcpy(&word, at, 8);
    mix(word);
  }
  std::uint64_t word = 0;
  if (left > 0) std::memcpy(&word, at, left);
  mix(word);
  hash *= 0xD6E8FEB86659FD93u;
  hash ^= hash >> 29;
  return hash == 0 ? 1 : hash;
}

std::uint8_t take_marks(std::string_view& form) {
  std::uint8_t trust = 0;
  while (!form.empty()) {
    if (form.back() == '*') {
      trust |= CommonWord;
    } else if (form.back() == '?') {
      trust |= NeedsContext;
    } else if (form.back() == '^') {
      trust |= SurnameOnly;
    } else {
      break;
    }
    form.remove_suffix(1);
  }
  return trust;
}

Gazetteer::Gazetteer() : slots_(1u << 15), mask_(slots_.size() - 1) {}

void Gazetteer::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  mask_ = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.key == 0) continue;
    std::size_t at = slot.key & mask_;
    while (slots_[at].key != 0) at = (at + 1) & mask_;
    slots_[at] = slot;
  }
}

Sense& Gazetteer::at(std::uint64_t key) {
  if ((used_ + 1) * 2 > slots_.size()) grow();
  std::size_t at = key & mask_;
  while (slots_[at].key != key && slots_[at].key != 0) at = (at + 1) & mask_;
  if (slots_[at].key == 0) {
    slots_[at].key = key;
    ++used_;
  }
  return slots_[at].sense;
}

Sense& Gazetteer::at_phrase(std::string_view phrase) {
  text::tokenize(phrase, scratch_);
  std::uint64_t key = scratch_.empty() ? token_hash({}) : token_hash(scratch_.text(0));
  for (std::size_t i = 1; i < scratch_.size(); ++i) {
    at(key).prefix = true;
    key = extend(key, token_hash(scratch_.text(i)));
  }
  return at(key);
}

void Gazetteer::add_name(Kind kind, std::string_view canonical, std::string_view form,
                         Roles roles) {
  std::uint8_t trust = take_marks(form);
  Sense& sense = at_phrase(form);
  const bool acronym = scratch_.size() == 1 && (scratch_[0].flags & text::AllCaps) != 0;
  if (!acronym) trust |= Mixed;
  sense.trust |= trust;
  sense.roles |= roles;
  if (sense.named()) return;
  if (names_.empty() || names_.back() != canonical) names_.emplace_back(canonical);
  sense.name = static_cast<std::uint32_t>(names_.size() - 1);
  sense.kind = kind;
}

void Gazetteer::add_role(std::string_view phrase, Roles role) {
  at_phrase(phrase).roles |= role;
}

std::optional<std::string> canonical_name(const Gazetteer& gazetteer, Kind kind,
                                          std::string_view form) {
  text::Tokens tokens;
  text::tokenize(form, tokens);
  if (tokens.empty()) return std::nullopt;
  std::uint64_t key = token_hash(tokens.text(0));
  for (std::size_t i = 1; i < tokens.size(); ++i) key = extend(key, token_hash(tokens.text(i)));
  const Sense* sense = gazetteer.find(key);
  if (sense == nullptr || !sense->named() || sense->kind != kind) return std::nullopt;
  return gazetteer.name(sense->name);
}

}  // namespace dateline::entity
