#!/usr/bin/env python3
"""Make ten times Reuters-21578 out of it, for measuring size and speed at 200,000 articles.

usage: dateline read CORPUS > reuters.jsonl
       enlarge_reuters.py reuters.jsonl OUT.jsonl [--times 10]

Prints how large the result is and how its vocabulary grew. The same input gives the same output.

What it does: copy 1 is the original, as ids `x1-…`. In each other copy `xK-N` is built from article N:
- two paragraphs of five come from other articles, three of four times from one with the same first topic label;
- digits of half of all numbers are drawn anew (the form stays: 1,234.5 becomes 1,807.5);
- of the rarer names (capitalised, never in lower case, in at most 40 articles) three of ten are called otherwise
  throughout the copy, by names that a second-order letter model of the names makes up; of the words found in one
  article only, in any case, two of ten likewise;
- dates move on by 8 months a copy, which is what the original spans: density in time stays that of the original.
So vocabulary grows by new rare words, and the head of the distribution stays.

What it does not model: new common words, change of subjects over time, new famous people. Paragraphs are repeated
about ten times with small changes, so text compresses better, and phrases repeat more, than in real news; facts and
quotes have no coherence. It says nothing about the quality of results.
"""

import argparse
import collections
import json
import random
import re

MONTHS_A_COPY = 8
FOREIGN_PARAGRAPHS, SAME_TOPIC = 0.4, 0.75
NUMBERS_CHANGED, NAMES_CHANGED, RARE_CHANGED = 0.5, 0.3, 0.2
NAME_MAX_ARTICLES = 40

WORD = re.compile(r"[A-Za-z]{3,}")
NUMBER_OR_WORD = re.compile(r"\d[\d,.]*\d|\d|[A-Za-z]{3,}")
TOKEN = re.compile(r"[A-Za-z]+|\d[\d,.]*\d|\d")


class Names:
    """A second-order letter model: makes up words that look like those it has seen."""

    def __init__(self, words):
        self.after = collections.defaultdict(str)
        for word in words:
            padded = f"^^{word}$"
            for at in range(len(padded) - 2):
                self.after[padded[at:at + 2]] += padded[at + 2]

    def make(self, draw):
        while True:
            word = "^^"
            while not word.endswith("$") and len(word) < 16:
                word += draw.choice(self.after[word[-2:]])
            word = word.strip("^$")
            if 4 <= len(word) <= 12:
                return word


def study(articles):
    """(names, rare words), lower case and sorted: what may be called otherwise."""
    found = collections.Counter()
    lower, capital = set(), set()
    for article in articles:
        words = set(WORD.findall(article["body"]))
        lower.update(word for word in words if word.islower())
        capital.update(word.lower() for word in words if word[0].isupper() and word[1:].islower())
        found.update({word.lower() for word in words})
    names = sorted(word for word in capital - lower if found[word] <= NAME_MAX_ARTICLES)
    rare = sorted(word for word in lower if found[word] == 1)
    return names, rare


class Copy:
    """One altered copy."""

    def __init__(self, number, articles, by_topic, names, rare, model):
        self.number, self.articles, self.by_topic = number, articles, by_topic
        self.draw = random.Random(f"copy {number}")
        self.renamed = {word: model[0].make(self.draw) for word in names if self.draw.random() < NAMES_CHANGED}
        self.renamed |= {word: model[1].make(self.draw) for word in rare if self.draw.random() < RARE_CHANGED}

    def change(self, match):
        old = match.group()
        if old[0].isdigit():
            if self.draw.random() >= NUMBERS_CHANGED:
                return old
            # The first digit stays, so that sizes of numbers do.
            return old[0] + "".join(self.draw.choice("0123456789") if sign.isdigit() else sign for sign in old[1:])
        new = self.renamed.get(old.lower())
        if new is None:
            return old
        return new.upper() if old.isupper() else new.capitalize() if old[0].isupper() else new

    def paragraphs(self, article):
        for paragraph in article["body"].split("\n\n"):
            if self.draw.random() < FOREIGN_PARAGRAPHS:
                pool = self.by_topic[article["topic"]] if self.draw.random() < SAME_TOPIC else self.articles
                paragraph = self.draw.choice(self.draw.choice(pool)["body"].split("\n\n"))
            yield paragraph

    def article(self, article):
        body = "\n\n".join(self.paragraphs(article)) if article["body"] else ""
        return NUMBER_OR_WORD.sub(self.change, article["title"]), NUMBER_OR_WORD.sub(self.change, body)


def later(published, months):
    """A date moved on; the 31st becomes the 28th where it must."""
    year, month, day = int(published[:4]), int(published[5:7]) - 1 + months, int(published[8:10])
    year, month = year + month // 12, month % 12 + 1
    return f"{year:04}-{month:02}-{min(day, 28) if month in (2, 4, 6, 9, 11) else day:02}{published[10:]}"


def read(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            dateline = record.get("dateline", {})
            yield {"id": record["id"], "title": record.get("title", ""), "body": record.get("body", ""),
                   "published": record["published"], "topic": record.get("labels", {}).get("topics", [""])[0],
                   "dateline": f"{dateline['place']}, {dateline.get('day', '')} - " if "place" in dateline else ""}


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].removeprefix("usage: "))
    parser.add_argument("reuters")
    parser.add_argument("out")
    parser.add_argument("--times", type=int, default=10)
    options = parser.parse_args()

    articles = list(read(options.reuters))
    by_topic = collections.defaultdict(list)
    for article in articles:
        if article["body"]:
            by_topic[article["topic"]].append(article)
    with_body = [article for article in articles if article["body"]]
    names, rare = study(articles)
    model = Names(names), Names(rare)

    vocabulary, tokens, text_bytes = set(), 0, 0
    with open(options.out, "w", encoding="utf-8") as out:
        for number in range(1, options.times + 1):
            copy = Copy(number, with_body, by_topic, names, rare, model)
            for article in articles:
                title, body = (article["title"], article["body"]) if number == 1 else copy.article(article)
                record = {"id": f"x{number}-{article['id']}", "title": title,
                          "published": later(article["published"], MONTHS_A_COPY * (number - 1)),
                          "source": "Reuters", "body": article["dateline"] + body if body else ""}
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
                words = TOKEN.findall(f"{title} {body}".lower())
                tokens += len(words)
                vocabulary.update(words)
                text_bytes += len(title.encode()) + len(body.encode())
            print(f"copies {number:2}  articles {number * len(articles):6}  text {text_bytes / 1e6:6.1f} MB  "
                  f"tokens {tokens:9}  different {len(vocabulary):7}", flush=True)


if __name__ == "__main__":
    main()
