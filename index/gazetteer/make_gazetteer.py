#!/usr/bin/env python3
"""Make the package-made tables of this folder from iso-codes, tzdata and curated/countries.tsv.

usage: make_gazetteer.py [--iso-codes DIR] [--zoneinfo DIR]

Writes countries.tsv, demonyms.tsv, subdivisions.tsv and zone_cities.tsv beside itself; the same input gives the same
bytes. Run it after a change of curated/countries.tsv or of those packages; it is not part of the build.
"""

import argparse
import json
import pathlib
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
SIGNATURE = "# dateline-gazetteer 1"

# Countries whose first-level subdivisions readers know by name, with the ISO 3166-2 types taken.
SUBDIVISIONS = {
    "US": {"State"},
    "CA": {"Province", "Territory"},
    "AU": {"State", "Territory"},
    "IN": {"State"},
}

# Names of zones and subdivisions that mean something else more often, or that no article uses.
SKIPPED = {
    "Berlin", "Hamburg", "Bremen", "Center", "Central", "Casey", "Davis", "Eastern", "Eucla", "Knox", "Lindeman",
    "Macquarie", "Mawson", "Mountain", "Pacific", "Palmer", "Rothera", "South Pole", "Syowa", "Troll", "Vevay",
    "Vostok", "Easter", "Majuro", "Marengo", "Menominee", "Nome", "Midway", "Wake", "Truk", "Bougainville",
    "DumontDUrville", "McMurdo", "Beulah", "Salem", "Winamac", "Jujuy", "Mendoza", "Salta", "Tell City", "Metlakatla",
    "Canary", "Chagos", "Chatham", "Dawson", "Efate", "Faroe", "Gambier", "Ho Chi Minh", "Kanton", "Merida", "Monticello",
    "New Salem", "Oral", "Petersburg", "Resolute", "St Johns", "Stanley", "Swift Current", "Tirane", "Vincennes",
    "Reunion", "Samoa", "Guernsey", "Jersey", "Isle of Man", "Yap", "Georgia", "Bahia", "Para", "Noronha", "Thule",
}


def key(name):
    """The name as the tokenizer folds it, roughly: enough to find doubles."""
    plain = unicodedata.normalize("NFKD", name)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().replace(".", "").split())


def read_table(path):
    """Rows of a table as lists of cells."""
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines[0] != SIGNATURE:
        raise SystemExit(f"{path}: the first line is not '{SIGNATURE}'")
    return [line.split("\t") for line in lines[1:] if line and not line.startswith("#")]


def forms(cell):
    return [form for form in cell.split("|") if form]


def bare(form):
    return form.rstrip("*?^")


def write_table(name, comment, rows):
    """rows: dict from name in facets to other names; none is written twice"""
    lines = [SIGNATURE, f"# {comment} Made by make_gazetteer.py: change curated/countries.tsv instead."]
    for canonical in sorted(rows):
        others = sorted(set(rows[canonical]), key=lambda form: (key(form), form))
        lines.append(f"{canonical}\t{'|'.join(others)}")
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def countries(iso, curated):
    """Names of countries and their demonyms; every ISO 3166-1 entry is there, under its curated name if it has one."""
    by_code = {row[0]: row for row in curated if row[0] != "-"}
    names, demonyms = {}, {}
    for entry in json.loads((iso / "iso_3166-1.json").read_text(encoding="utf-8"))["3166-1"]:
        row = by_code.pop(entry["alpha_2"], None)
        canonical = row[1] if row else entry.get("common_name", entry["name"])
        if not row and ("," in canonical or "(" in canonical):
            continue
        others = [entry[k] for k in ("name", "official_name", "common_name") if k in entry]
        names[canonical] = [o for o in others if "," not in o and "(" not in o and key(o) != key(canonical)]
    for code in by_code:
        raise SystemExit(f"curated/countries.tsv: no country {code}")
    for row in curated:
        others = names.setdefault(row[1], [])
        others += [form for form in forms(row[3]) if bare(form) != row[1]]
        demonyms[row[1]] = forms(row[2])
    return names, {name: words for name, words in demonyms.items() if words}


def subdivisions(iso):
    rows = {}
    for entry in json.loads((iso / "iso_3166-2.json").read_text(encoding="utf-8"))["3166-2"]:
        if entry["type"] in SUBDIVISIONS.get(entry["code"][:2], ()):
            rows[entry["name"]] = []
    return rows


def zone_cities(zoneinfo):
    rows = {}
    for line in (zoneinfo / "zone1970.tab").read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            rows[line.split("\t")[2].split("/")[-1].replace("_", " ")] = []
    return rows


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--iso-codes", type=pathlib.Path, default=pathlib.Path("/usr/share/iso-codes/json"))
    arguments.add_argument("--zoneinfo", type=pathlib.Path, default=pathlib.Path("/usr/share/zoneinfo"))
    options = arguments.parse_args()

    curated = read_table(HERE / "curated" / "countries.tsv")
    names, demonyms = countries(options.iso_codes, curated)
    known = {key(bare(form)) for canonical in names for form in [canonical, *names[canonical]]}
    for table in ("places.tsv", "cities.tsv"):
        for row in read_table(HERE / "curated" / table):
            known |= {key(bare(form)) for form in [row[0], *forms(row[1])]}

    def new(rows):
        kept = {name: others for name, others in rows.items() if name not in SKIPPED and key(name) not in known}
        known.update(key(name) for name in kept)
        return kept

    write_table("countries.tsv", "Countries: name in facets, other names.", names)
    write_table("demonyms.tsv", "Countries and regions: name in facets, adjectives and inhabitants.", demonyms)
    write_table("subdivisions.tsv", "States and provinces of some federations.", new(subdivisions(options.iso_codes)))
    write_table("zone_cities.tsv", "Cities that name a time zone.", new(zone_cities(options.zoneinfo)))


if __name__ == "__main__":
    main()
