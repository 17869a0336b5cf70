// Names of months, weekdays and zones: tables of folded words, few enough to be scanned.
#include "temporal/calendar_words.hh"

#include "text/normalize.hh"

#include <algorithm>
#include <array>
#include <string>

namespace dateline::temporal {

namespace {

/// Words of one meaning, folded as text::fold_name() does, between blanks. Where folding takes a
/// mark off a Cyrillic letter (й), both spellings are given.
using Words = std::string_view;

constexpr std::array<Words, 12> month_words = {
    " january jan januar janner jaenner janvier janv enero ene gennaio gen январь января янв ",
    " february feb februar feber fevrier fevr fev febrero febbraio февраль февраля февр фев ",
    " march mar marz maerz mrz mars marzo март марта мар ",
    " april apr avril avr abril abr aprile апрель апреля апр ",
    " may mai mayo maggio mag май маи мая ",
    " june jun juni juin junio giugno giu июнь июня июн ",
    " july jul juli juillet juil julio luglio lug июль июля июл ",
    " august aug aout agosto ago август августа авг ",
    " september sept sep septembre septiembre setiembre settembre set сентябрь сентября сент сен ",
    " october oct oktober okt octobre octubre ottobre ott октябрь октября окт ",
    " november nov novembre noviembre ноябрь ноября нояб ноя ",
    " december dec dezember dez decembre diciembre dic dicembre декабрь декабря дек ",
};

constexpr std::array<Words, 7> weekday_words = {
    " monday mon montag mo lundi lun lunes lunedi понедельник пн ",
    " tuesday tue tues dienstag di mardi mar martes martedi вторник вт ",
    " wednesday wed mittwoch mi mercredi mer miercoles mie mercoledi среда ср ",
    " thursday thu thur thurs donnerstag do jeudi jeu jueves jue giovedi gio четверг чт ",
    " friday fri freitag fr vendredi ven viernes vie venerdi пятница пт ",
    " saturday sat samstag sonnabend sa samedi sam sabado sab sabato суббота сб ",
    " sunday sun sonntag so dimanche dim domingo dom domenica воскресенье вс ",
};

struct ZoneRow {
  std::string_view name;
  NamedZone zone;
};

constexpr std::array<ZoneRow, 24> zones = {{
    {"ut", {0, false}},     {"utc", {0, false}},    {"gmt", {0, false}},    {"z", {0, false}},
    {"est", {-300, true}},  {"edt", {-240, false}}, {"cst", {-360, true}},  {"cdt", {-300, false}},
    {"mst", {-420, true}},  {"mdt", {-360, false}}, {"pst", {-480, false}}, {"pdt", {-420, false}},
    {"bst", {60, true}},    {"wet", {0, false}},    {"west", {60, false}},  {"cet", {60, false}},
    {"cest", {120, false}}, {"mez", {60, false}},   {"mesz", {120, false}}, {"eet", {120, false}},
    {"eest", {180, false}}, {"msk", {180, false}},  {"jst", {540, false}},  {"aest", {600, false}},
}};

/// A longer word is in no table; looking it up would only cost time.
constexpr std::size_t max_word_bytes = 40;

/// The place of the list that holds the word.
template <std::size_t Size>
std::optional<int> find_word(const std::array<Words, Size>& lists, std::string_view word) {
  if (word.empty() || word.size() > max_word_bytes) return std::nullopt;
  const std::string folded = text::fold_name(word);
  if (folded.empty() || folded.find(' ') != std::string::npos) return std::nullopt;
  const std::string wanted = ' ' + folded + ' ';
  const auto found = std::find_if(lists.begin(), lists.end(),
                                  [&](Words words) { return words.find(wanted) != Words::npos; });
  if (found == lists.end()) return std::nullopt;
  return static_cast<int>(found - lists.begin());
}

}  // namespace

std::optional<int> month_named(std::string_view word) {
  const std::optional<int> place = find_word(month_words, word);
  if (!place) return std::nullopt;
  return *place + 1;
}

std::optional<Weekday> weekday_named(std::string_view word) {
  const std::optional<int> place = find_word(weekday_words, word);
  if (!place) return std::nullopt;
  return static_cast<Weekday>(*place + 1);
}

std::optional<NamedZone> zone_named(std::string_view word) {
  const auto same_letter = [](char a, char b) {
    return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
  };
  const auto found = std::find_if(zones.begin(), zones.end(), [&](const ZoneRow& row) {
    return std::equal(row.name.begin(), row.name.end(), word.begin(), word.end(), same_letter);
  });
  if (found == zones.end()) return std::nullopt;
  return found->zone;
}

}  // namespace dateline::temporal
