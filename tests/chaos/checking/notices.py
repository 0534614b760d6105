"""What the bot's sentences to a member mean, read from the texts that it is built with.

A notice is a sentence with a code; previews and "sending…" have none.
"""

import hashlib
import pathlib
import re
import uuid

TEXTS = pathlib.Path(__file__).resolve().parents[3] / "libs/texts"
CODE = re.compile(r"\((?:code|코드) ([0-9A-Z]{4}-[0-9A-Z]{4})\)")
PLACE = re.compile(r"^\[([^]]*)\] ")
LINK = re.compile(r"<#([A-Z0-9]+)>")
DIRECT = {line.partition(" = ")[2] for file in TEXTS.glob("*.txt")
          for line in file.read_text().splitlines() if line.startswith("place.direct = ")}

# Of an end that a member may read much later: only a message in their own DM outlives a reload.
MUST_LAST = {"parked", "expired", "refused", "closed"}

_SPACE = uuid.UUID("7b0f3c1e-5a52-4c5e-9d0a-5d1b6c7e2f10")
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def code_of(text):
    found = CODE.search(text or "")
    return found and found[1]


def place_of(text):
    """The conversation that a notice in a DM names: its id, its name, or "" (a direct message)."""
    found = PLACE.match(text or "")
    place = found[1] if found else ""
    link = LINK.fullmatch(place)
    return link[1] if link else "" if place in DIRECT else place


def id_of_send(preview, number, team="T0TWIN"):
    """UUIDv5(team, preview, "send", number), as architecture.md has it."""
    return _id_of(team, preview, "send", number)


def id_of_again(notice, team="T0TWIN"):
    """Of the post that [Send again] of this notice asks for."""
    return _id_of(team, notice, "again", 0)


def _id_of(team, intent, kind, ordinal):
    return str(uuid.uuid5(_SPACE, "\x1f".join([team, intent, kind, str(ordinal)])))


def code_of_send(preview, number, team="T0TWIN"):
    """The code that a notice about this Send bears."""
    return code_of_id(id_of_send(preview, number, team))


def code_of_id(action_id):
    """40 bits of the id's SHA-256, in base 32."""
    digest = hashlib.sha256(action_id.encode()).hexdigest()
    bits, letters = int(digest[:10], 16), []
    for _ in range(8):
        letters.append(_CROCKFORD[bits & 31])
        bits >>= 5
    text = "".join(reversed(letters))
    return f"{text[:4]}-{text[4:]}"


class Words:
    """kind_of("… 확인하지 못했어요 …") == "parked": the last word of the sentence's name."""

    def __init__(self, folder=TEXTS):
        self.kinds = []
        for file in sorted(folder.glob("*.txt")):
            for line in file.read_text().splitlines():
                name, _, sentence = line.partition(" = ")
                group, _, kind = name.strip().partition(".")
                told = group in ("notice", "press", "busy", "again") and kind != "place"
                if told or name.strip() in ("settings.number", "settings.away"):
                    self.kinds.append((self._pattern(sentence), kind or "busy"))

    @staticmethod
    def _pattern(sentence):
        parts = re.split(r"\{[^}]*\}", sentence.replace("\\n", "\n"))
        return re.compile(".*".join(re.escape(part) for part in parts), re.DOTALL)

    def kind_of(self, text):
        said = PLACE.sub("", text, count=1)
        for pattern, kind in self.kinds:
            if pattern.match(said):
                return kind
        return "other"
