// Random texts and random queries of the whole positional language, the same for the same seed.
#pragma once

#include "indexed.hh"

#include <string>
#include <vector>

namespace dateline::support {

class RandomQueries {
 public:
  explicit RandomQueries(unsigned seed) : state_(seed) {}

  unsigned next(unsigned below) {
    state_ = state_ * 1103515245 + 12345;
    return (state_ >> 16) % below;
  }

  /// Articles of few words in many forms, with short sentences and paragraphs.
  std::vector<Doc> docs(int count) {
    static const char* forms[] = {"oil",    "oil",         "Oil",    "oils",     "OIL",
                                  "gas",    "Gas",         "gases",  "price",    "prices",
                                  "priced", "organ",       "organs", "organize", "organized",
                                  "crude",  "Z\u00FCrich", "Zurich", "US",       "us",
                                  "U.S.",   "low-end",     "end",    "the",      "bank's"};
    const auto sentence = [&] {
      std::string text = "The";
      for (unsigned k = 1 + next(10); k > 0; --k)
        text += std::string(next(8) == 0 ? "," : "") + ' ' + forms[next(next(3) == 0 ? 4 : 25)];
      return text + ". ";
    };
    std::vector<Doc> docs;
    for (int i = 0; i < count; ++i) {
      Doc doc;
      doc.id = "id" + std::to_string(i);
      for (unsigned k = 1 + next(5); k > 0; --k) doc.title += std::string(forms[next(25)]) + ' ';
      for (unsigned p = next(7); p > 0; --p) {
        for (unsigned s = 1 + next(7); s > 0; --s) doc.body += sentence();
        doc.body += "\n\n";
      }
      docs.push_back(doc);
    }
    return docs;
  }

  std::string query(int depth = 2) {
    std::string text = clause(depth);
    for (unsigned more = next(3); more > 0; --more) {
      static const char* joins[] = {" ", " ", " AND ", " OR ", " NOT ", " AND NOT ", " +", " -"};
      text += joins[next(8)] + clause(depth);
    }
    return text;
  }

  /// Words, phrases and positional operators.
  std::string positional(int depth = 2) {
    std::string text = operand(depth);
    for (unsigned more = next(3); more > 0; --more) text += ' ' + distance() + ' ' + operand(depth);
    return text;
  }

 private:
  std::string number(unsigned below) { return std::to_string(1 + next(below)); }

  std::string unit() {
    static const char* words[] = {
        "oil",     "gas",   "price",   "organ",        "organize", "crude", "end",  "the",
        "zurich",  "=Oil",  "=oil",    "=US",          "=us",      "org*",  "oi*",  "pric*",
        "organi*", "zebra", "low-end", "=Z\u00FCrich", "bank",     "u.s.",  "the*", "=organs"};
    static const char* phrases[] = {"\"oil gas\"", "\"the oil\"",     "\"oil organ*\"",
                                    "\"or* end\"", "=\"The oil\"",    "=\"Oil price\"",
                                    "\"oil oil\"", "\"the us price\""};
    return next(4) == 0 ? phrases[next(8)] : words[next(24)];
  }

  std::string distance() {
    switch (next(10)) {
      case 0:
        return "/s";
      case 1:
        return "/p";
      case 2:
        return "NOT/s";
      case 3:
        return "NOT/p";
      case 4:
        return "NOT/" + number(6);
      case 5:
        return "ADJ/" + number(8);
      case 6:
        return "NEAR";
      case 7:
        return "ADJ";
      default:
        return "NEAR/" + number(12);
    }
  }

  std::string operand(int depth) {
    if (depth <= 0) return unit();
    switch (next(6)) {
      case 0:
        return '(' + unit() + " OR " + operand(depth - 1) + ')';
      case 1:
        return '(' + unit() + ' ' + unit() + ')';
      case 2:
        return '(' + positional(depth - 1) + ')';
      default:
        return unit();
    }
  }

  std::string clause(int depth) {
    if (depth <= 0) return unit();
    switch (next(12)) {
      case 0:
        return "atleast" + number(4) + '(' + positional(1) + ')';
      case 1:
        return "first" + number(40) + '(' + positional(1) + ')';
      case 2:
        return "title:(" + positional(1) + ')';
      case 3:
        return "lead:(" + positional(1) + ')';
      case 4:
        return (next(2) == 0 ? "title:(atleast2(" : "lead:(atleast2(") + unit() + "))";
      case 5: {
        const unsigned least = next(200);
        static const char* ends[] = {"..", "..120", "", "..200"};
        return "words:" + (next(4) == 0 ? ".." + std::to_string(least)
                                        : std::to_string(least % 100) + ends[next(4)]);
      }
      case 6:
      case 7:
        return "article(" + query(depth - 1) + ')';
      case 8:
        return '(' + query(depth - 1) + ')';
      case 9:
        return unit();
      default:
        return positional(2);
    }
  }

  unsigned state_;
};

}  // namespace dateline::support
