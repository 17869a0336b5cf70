#!/usr/bin/python3
"""Names for the entity model from Debian packages: one line `type<TAB>name` each, sorted.

usage: package_names.py > names.tsv

Needs the packages wordnet-base (Princeton WordNet 3.0, its own free licence) and python3-fake-factory (Expat; its English
names are those of the United States' census, public domain). Types: person, place, group (instances in WordNet), given, family.
"""

import importlib
import sys

WORDNET = "/usr/share/wordnet/data.noun"
LEXNAMES = {"14": "group", "15": "place", "18": "person"}


def wordnet():
    with open(WORDNET, encoding="latin-1") as file:
        for line in file:
            if line.startswith(" "):
                continue
            words = line.split("|")[0].split()
            kind = LEXNAMES.get(words[1])
            count = int(words[3], 16)
            names = [words[4 + 2 * i] for i in range(count)]
            pointers = words[4 + 2 * count + 1:]
            instance = "@i" in pointers
            if kind is None or not (instance or kind == "place"):
                continue
            for name in names:
                name = name.replace("_", " ")
                if name[:1].isupper():
                    yield kind, name


def census():
    for locale in ("en_US", "en_GB", "en", "en_NZ"):
        provider = importlib.import_module("faker.providers.person." + locale).Provider
        for attribute, kind in (("first_names", "given"), ("first_names_male", "given"), ("first_names_female", "given"),
                                ("last_names", "family")):
            for name in getattr(provider, attribute, ()):
                if name[:1].isupper():
                    yield kind, name


for kind, name in sorted(set(wordnet()) | set(census())):
    sys.stdout.write(f"{kind}\t{name}\n")
