#!/usr/bin/env python3
"""The same queries through what a person would reach for first: SQLite's FTS5 over the same words.

    bench/relevance/compare.py [held-out|tuning]      (in the source folder; Python 3 alone)

Each sticker is one document: its labels, tags and shortcodes in all languages, and the lexicon's words
where the emoji stands in the line. `unicode61` with prefixes, ranked by bm25; and `trigram`.
"""
import collections
import json
import re
import sqlite3
import sys
import unicodedata

PACKS = ("noto-anim", "fluent-3d", "openmoji")


def plain(emoji):
    return re.sub("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]", "", emoji)


def documents():
    words = collections.defaultdict(list)
    for name in ("ko", "en", "ja"):
        for line in open(f"packs/lexicon/{name}.txt", encoding="utf-8"):
            if "=" in line and not line.startswith("#"):
                left, _, right = line.rpartition("=")
                for emoji in right.split():
                    words[plain(emoji)].append(left)
    seen = set()
    for pack in PACKS:
        for line in open(f"packs/{pack}/stickers.jsonl", encoding="utf-8"):
            sticker = json.loads(line)
            emoji = plain(sticker["emoji"])
            if emoji in seen or sticker.get("hidden"):
                continue
            seen.add(emoji)
            texts = [emoji, *sticker["label"].values(), *sticker["shortcodes"], *words[emoji]]
            for tags in sticker["tags"].values():
                texts += tags
            yield emoji, " ".join(texts)


def index(tokenizer):
    base = sqlite3.connect(":memory:")
    base.execute(f"create virtual table s using fts5(emoji unindexed, words, tokenize='{tokenizer}')")
    base.executemany("insert into s values (?, ?)", documents())
    return base


def found(base, query, prefix):
    words = re.findall(r"\w+", unicodedata.normalize("NFC", query))
    match = " ".join(f'"{word}"' + ("*" if prefix else "") for word in words)
    if not match:
        return []
    rows = base.execute("select emoji from s where s match ? order by bm25(s) limit 20", (match,))
    return [row[0] for row in rows]


def judge(half, name, tokenizer, prefix):
    base = index(tokenizer)
    first = five = count = 0
    reciprocal = 0.0
    for line in open(f"bench/relevance/{half}.tsv", encoding="utf-8"):
        if line.startswith("#"):
            continue
        _, query, accepted = line.rstrip("\n").split("\t")
        accepted = {plain(emoji) for emoji in accepted.split()}
        places = [i for i, e in enumerate(found(base, query, prefix), 1) if e in accepted]
        place = places[0] if places else 0
        count += 1
        first += place == 1
        five += 1 <= place <= 5
        reciprocal += 1 / place if place else 0
    print(f"  {name:22} {count:5}   {100 * first / count:6.1f} {100 * five / count:6.1f}   "
          f"{reciprocal / count:.3f}")


def main():
    half = sys.argv[1] if len(sys.argv) > 1 else "held-out"
    print(f"{half}\n  {'index':22} {'n':>5}   {'hit@1':>6} {'hit@5':>6}   MRR")
    judge(half, "FTS5 unicode61 prefix", "unicode61", True)
    judge(half, "FTS5 trigram", "trigram", False)


if __name__ == "__main__":
    main()
