#!/usr/bin/env python3
"""Builds packs/*/pack.json and stickers.jsonl from pinned npm packages and sources/image-codes.json.

    packs/build.py            fetch the pinned packages (npm pack) and write the packs
    packs/build.py --from DIR the same, with the two .tgz files already in DIR (no network)
    packs/build.py --check    compare the committed files with sources/built.json (no network)

Python 3 standard library and, for the first form, the npm client. The result is a function of the
pinned packages and sources/image-codes.json alone: building again gives the same bytes.
"""
import argparse
import base64
import hashlib
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile

PACKS = pathlib.Path(__file__).resolve().parent
SOURCES = PACKS / "sources"

# name, version, integrity as the package's own record states it.
KEYWORDS = ("emojibase-data", "17.0.0",
            "sha512-Yvgb5AWoHViHV/gq1qr5ZAarcBip+B27/ZLRsUJkbgAEaLlZ/fof9g882LTpmEpyhBNEC0m2SEmItljHsTygjA==")
DRAWINGS = ("openmoji", "17.0.0",
            "sha512-EBnYrNGdcdw+OSXmENeNE1yBNRu6tOraTmoOyUbJkTmvT/+XETp8RZLSJFzD3lrPc5N9CzsyPnRTk0Vp4UaI9w==")

LANGUAGES = ("ko", "en", "ja")
# Slack's own names (iamcal) first: they are what a member of a workspace types.
SHORTCODE_SETS = ("iamcal", "github", "emojibase")
COMPONENTS = 2  # emojibase's group of skin tones and hair: no stickers of their own
SKIN_TONES = {"1f3fb", "1f3fc", "1f3fd", "1f3fe", "1f3ff"}
GENDER_SIGNS = ("2640", "2642")

FLUENT_COMMIT = "7a40f1a2d064d76e436813edc0f09b6c8cde5da8"
NOTO_URL = "https://fonts.gstatic.com/s/e/notoemoji/latest/{}/512.gif"
FLUENT_URL = ("https://cdn.jsdelivr.net/gh/shuding/fluentui-emoji-unicode@" + FLUENT_COMMIT +
              "/assets/{}_3d.png")
OPENMOJI_URL = "https://cdn.jsdelivr.net/gh/hfg-gmuend/openmoji@{}/color/618x618/{}.png"

PACK_NOTES = {
    "noto-anim": {
        "title": {"ko": "Noto 움직이는 이모지", "en": "Noto Animated Emoji"},
        "author": "Google",
        "licence": "CC-BY-4.0",
        "source": "https://googlefonts.github.io/noto-emoji-animation/",
        "asks": {"ko": "저작자(Google)와 라이선스를 밝혀 주세요.",
                 "en": "Credit Google and name the licence."},
        "preference": 1.05,
    },
    "fluent-3d": {
        "title": {"ko": "Fluent 3D 이모지", "en": "Fluent Emoji 3D"},
        "author": "Microsoft",
        "licence": "MIT",
        "source": "https://github.com/microsoft/fluentui-emoji",
        "asks": {"ko": "복사본에 저작권 표시와 MIT 허가문을 함께 두세요.",
                 "en": "Keep the copyright notice and the MIT permission notice with copies."},
        "preference": 1.0,
    },
    "openmoji": {
        "title": {"ko": "OpenMoji", "en": "OpenMoji"},
        "author": "OpenMoji, HfG Schwäbisch Gmünd",
        "licence": "CC-BY-SA-4.0",
        "source": "https://openmoji.org/",
        "asks": {"ko": "저작자를 밝히고, 그림을 고치면 같은 라이선스로 나눠 주세요.",
                 "en": "Credit OpenMoji; what you draw from it goes under the same licence."},
        "preference": 1.0,
    },
}


class Package:
    """The JSON files of one npm package, read straight from its tarball."""

    def __init__(self, path, integrity):
        data = path.read_bytes()
        found = "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()
        if found != integrity:
            sys.exit(f"{path.name}: integrity is {found}, pinned is {integrity}")
        self.tar = tarfile.open(path)

    def json(self, name):
        return json.load(self.tar.extractfile("package/" + name))


def fetched(package, folder, fetch):
    name, version, integrity = package
    path = folder / f"{name}-{version}.tgz"
    if fetch:
        subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)
    return Package(path, integrity)


def code_of(hexcode):
    """A key of image-codes.json: lower-case code points without FE0F."""
    return "-".join(c for c in hexcode.lower().split("-") if c != "fe0f")


def concept_of(code, known):
    """The neutral emoji that a gendered one stands behind, or the code itself."""
    parts = code.split("-")
    for sign in GENDER_SIGNS:
        if sign in parts:
            at = parts.index(sign)
            parts = parts[:at - 1] + parts[at + 1:]
    if len(parts) > 2 and parts[0] in ("1f468", "1f469") and parts[1] == "200d":
        parts[0] = "1f9d1"
    neutral = "-".join(parts)
    return neutral if neutral in known else code


def read_keywords(package):
    """code -> everything but the picture, in emojibase's (CLDR's) order."""
    data = {lang: package.json(f"{lang}/data.json") for lang in LANGUAGES}
    by_code = {lang: {code_of(r["hexcode"]): r for r in data[lang]} for lang in LANGUAGES}
    shortcodes = [{code_of(k): v for k, v in package.json(f"en/shortcodes/{name}.json").items()}
                  for name in SHORTCODE_SETS]
    records = [r for r in data["en"] if "group" in r]  # the 26 letters of flags have none
    records.sort(key=lambda r: r["order"])
    known = {code_of(r["hexcode"]) for r in records}
    words = {}
    for record in records:
        code = code_of(record["hexcode"])
        names = []
        for names_by_code in shortcodes:
            given = names_by_code.get(code, [])
            names += [given] if isinstance(given, str) else given
        entry = {
            "emoji": record["emoji"],
            "label": {lang: by_code[lang][code]["label"] for lang in LANGUAGES},
            "tags": {lang: by_code[lang][code].get("tags", []) for lang in LANGUAGES},
            "shortcodes": list(dict.fromkeys(names)),
        }
        concept = concept_of(code, known)
        if concept != code:
            entry["concept"] = concept
        if record["group"] == COMPONENTS:
            entry["hidden"] = True
        entry["version"] = record["version"]
        words[code] = entry
    return words


def urls_by_pack(images, drawings, words):
    """pack -> code -> address of the picture."""
    drawn = {code_of(r["hexcode"]): r["hexcode"] for r in drawings.json("data/openmoji.json")}

    def toneless(codes):
        return {c: f for c, f in codes.items() if c in words and not SKIN_TONES & set(c.split("-"))}

    def openmoji(code):
        # The tag that has it: 15.0.0 is the one linked most, later emoji came with 17.0.0.
        tag = "15.0.0" if words[code]["version"] <= 15 else "17.0.0"
        return OPENMOJI_URL.format(tag, drawn[code])

    fluent = toneless(images["fluent-3d"])
    return {
        "noto-anim": {c: NOTO_URL.format(f) for c, f in toneless(images["noto-anim"]).items()},
        "fluent-3d": {c: FLUENT_URL.format(f) for c, f in fluent.items()},
        "openmoji": {c: openmoji(c) for c in words if c not in fluent},
    }


def sticker_line(pack, code, url, entry):
    sticker = {"id": f"{pack}/{code}", "emoji": entry["emoji"], "url": url}
    for key in ("label", "tags", "shortcodes", "concept", "hidden"):
        if key in entry:
            sticker[key] = entry[key]
    return json.dumps(sticker, ensure_ascii=False, separators=(",", ":")) + "\n"


def write(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())


def fnv1a(data):
    value = 0xcbf29ce484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001b3 & 0xffffffffffffffff
    return f"{value:016x}"


def described():
    """What sources/built.json says of the files that are there now."""
    packs = {}
    for name in PACK_NOTES:
        data = (PACKS / name / "stickers.jsonl").read_bytes()
        notes = (PACKS / name / "pack.json").read_bytes()
        packs[name] = {"stickers": data.count(b"\n"), "stickers.jsonl": fnv1a(data),
                       "pack.json": fnv1a(notes)}
    return {"hash": "fnv1a-64", "total": sum(p["stickers"] for p in packs.values()),
            "sources": [f"{name}@{version}" for name, version, _ in (KEYWORDS, DRAWINGS)],
            "image-codes.json": fnv1a((SOURCES / "image-codes.json").read_bytes()), "packs": packs}


def build(folder, fetch):
    words = read_keywords(fetched(KEYWORDS, folder, fetch))
    images = json.loads((SOURCES / "image-codes.json").read_text(encoding="utf-8"))
    urls = urls_by_pack(images, fetched(DRAWINGS, folder, fetch), words)
    for pack, notes in PACK_NOTES.items():
        lines = [sticker_line(pack, code, urls[pack][code], entry)
                 for code, entry in words.items() if code in urls[pack]]
        write(PACKS / pack / "stickers.jsonl", "".join(lines))
        notes = {"name": pack, **notes}
        write(PACKS / pack / "pack.json", json.dumps(notes, ensure_ascii=False, indent=2) + "\n")
        print(f"{pack}: {len(lines)} stickers")
    write(SOURCES / "built.json", json.dumps(described(), indent=2) + "\n")


def check():
    built = json.loads((SOURCES / "built.json").read_text(encoding="utf-8"))
    if built != described():
        sys.exit("packs/ is not what packs/build.py wrote: run it again, do not edit its output")
    print(f"packs/ is as built: {built['total']} stickers")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--from", dest="folder", type=pathlib.Path, help="folder with the .tgz files")
    parser.add_argument("--check", action="store_true", help="only compare with sources/built.json")
    options = parser.parse_args()
    if options.check:
        check()
    elif options.folder:
        build(options.folder, fetch=False)
    else:
        with tempfile.TemporaryDirectory() as folder:
            build(pathlib.Path(folder), fetch=True)


if __name__ == "__main__":
    main()
