// Articles about countries, and aliases of these.
#pragma once

#include "indexed.hh"
#include "search/aliases.hh"

#include <memory>
#include <string>
#include <vector>

namespace dateline::support {

/// Countries are names that the tagger finds for sure, so they serve as spellings here.
inline std::shared_ptr<const search::Aliases> made_aliases() {
  auto aliases = std::make_shared<search::Aliases>();
  aliases->add("own.tsv",
               "# dateline-aliases 1\n"
               "Gaul\tplace\tFrance|Belgium|Luxembourg\n"
               "Iberia\tplace\tSpain|Portugal\n"
               "Nippon\tplace\tJapan\n"
               "Sweden\tplace\tNorway\n");
  aliases->add_stops("stops.tsv", "# dateline-names-stop 1\nNorway\tplace\nPoland\tplace\n");
  return aliases;
}

inline const std::vector<std::string> countries = {"France",   "Belgium", "Luxembourg", "Spain",
                                                   "Portugal", "Japan",   "Sweden",     "Norway",
                                                   "Poland",   "Peru"};

/// Articles of one to three passages with some countries each.
inline std::vector<Doc> articles(int count, unsigned& seed) {
  const auto next = [&](unsigned below) {
    seed = seed * 1103515245 + 12345;
    return (seed >> 16) % below;
  };
  std::vector<Doc> docs;
  for (int i = 0; i < count; ++i) {
    Doc doc{"a" + std::to_string(seed) + "-" + std::to_string(i), "", "", "2022-03-01"};
    doc.author = "Author " + std::to_string(next(600));
    for (unsigned p = 1 + next(3); p > 0; --p) {
      for (unsigned k = next(4); k > 0; --k)
        doc.body += "They went to " + countries[next(10)] + " again. ";
      for (int k = 0; k < 25; ++k)
        doc.body += next(3) == 0 ? "The oil was sold. " : "All of it was shipped. ";
      doc.body += "\n\n";
    }
    docs.push_back(doc);
  }
  return docs;
}

}  // namespace dateline::support
