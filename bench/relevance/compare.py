#!/usr/bin/env python3
"""The same queries through what a person would reach for first: SQLite's FTS5 and MiniSearch.

    bench/relevance/compare.py [held-out|tuning|unseen|fresh|later|blind]…    (in the source folder, after a build)

hit@1, hit@5 and MRR per technique, side by side with ours, all in one run. For those two each emoji is
one document: its labels, tags and shortcodes in all languages, and the lexicon's words where the emoji
stands in the line. FTS5: `unicode61` with prefixes, and `trigram`, ranked by bm25. MiniSearch needs Node
and, once, the network; without them its columns say so.
"""
import collections
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import unicodedata

PACKS = ("noto-anim", "fluent-3d", "openmoji")
LOOKED_AT = 20
OURS = pathlib.Path("build/bin/relevance")
JS = pathlib.Path("build/bench/minisearch")
HERE = pathlib.Path("bench/relevance/minisearch")

Query = collections.namedtuple("Query", "technique text accepted")


def plain(emoji):
    return re.sub("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]", "", emoji)


def said_of():
    words = collections.defaultdict(list)
    for name in ("ko", "en", "ja"):
        for line in open(f"packs/lexicon/{name}.txt", encoding="utf-8"):
            if "=" in line and not line.startswith("#"):
                left, _, right = line.rpartition("=")
                for emoji in right.split():
                    words[plain(emoji)].append(left)
    return words


def documents():
    words = said_of()
    seen = {}
    for pack in PACKS:
        for line in open(f"packs/{pack}/stickers.jsonl", encoding="utf-8"):
            sticker = json.loads(line)
            emoji = plain(sticker["emoji"])
            if emoji in seen or sticker.get("hidden"):
                continue
            texts = [emoji, *sticker["label"].values(), *sticker["shortcodes"], *words[emoji]]
            for tags in sticker["tags"].values():
                texts += tags
            seen[emoji] = " ".join(texts)
    return seen


def judged(part):
    for line in open(f"bench/relevance/{part}.tsv", encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            technique, text, accepted = line.rstrip("\n").split("\t")
            yield Query(technique, text, {plain(emoji) for emoji in accepted.split()})


def place(found, accepted):
    return next((i for i, emoji in enumerate(found, 1) if emoji in accepted), 0)


def by_ours(part, queries):
    lines = subprocess.run([OURS, "--places", part], check=True, capture_output=True, text=True,
                           encoding="utf-8").stdout.splitlines()
    assert len(lines) == len(queries), "the program and this page read different queries"
    return [int(line) for line in lines]


def by_fts5(tokenizer, prefix):
    base = sqlite3.connect(":memory:")
    base.execute(f"create virtual table s using fts5(emoji unindexed, words, tokenize='{tokenizer}')")
    base.executemany("insert into s values (?, ?)", documents().items())

    def found(query):
        words = re.findall(r"\w+", unicodedata.normalize("NFC", query))
        match = " ".join(f'"{word}"' + ("*" if prefix else "") for word in words)
        asked = f"select emoji from s where s match ? order by bm25(s) limit {LOOKED_AT}"
        return [row[0] for row in base.execute(asked, (match,))] if match else []
    return lambda _, queries: [place(found(q.text), q.accepted) for q in queries]


def by_minisearch(_, queries):
    subprocess.run([HERE / "install.sh", JS], check=True)
    given = {"documents": [{"emoji": e, "words": w} for e, w in documents().items()],
             "queries": [query.text for query in queries], "limit": LOOKED_AT}
    said = subprocess.run(["node", HERE / "search.js", JS], input=json.dumps(given), check=True,
                          capture_output=True, text=True, encoding="utf-8").stdout
    return [place(found, q.accepted) for found, q in zip(json.loads(said), queries, strict=True)]


ENGINES = {"ours": by_ours, "FTS5 unicode61": by_fts5("unicode61", True),
           "FTS5 trigram": by_fts5("trigram", False), "MiniSearch": by_minisearch}


def figures(places):
    count = len(places)
    first = sum(p == 1 for p in places)
    five = sum(1 <= p <= 5 for p in places)
    reciprocal = sum(1 / p for p in places if p)
    return f"{100 * first / count:5.1f} {100 * five / count:5.1f} {reciprocal / count:.3f}"


def compare(part):
    queries = list(judged(part))
    places = {}
    for name, engine in ENGINES.items():
        try:
            places[name] = engine(part, queries)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{name}: not here, left out ({error})")
    print(f"{part}: hit@1, hit@5 and MRR\n  {'technique':12} {'n':>4}" +
          "".join(f"  {name:>17}" for name in places))
    for technique in sorted({query.technique for query in queries}) + [None]:
        rows = [i for i, q in enumerate(queries) if technique in (None, q.technique)]
        print(f"  {technique or 'all':12} {len(rows):4}" +
              "".join(f"  {figures([of[i] for i in rows])}" for of in places.values()))


if __name__ == "__main__":
    for wanted in sys.argv[1:] or ["held-out", "blind"]:
        compare(wanted)
