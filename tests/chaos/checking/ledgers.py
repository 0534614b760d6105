"""The twin's ledger, looked up the ways the checker asks."""

import collections
import datetime
import itertools

from checking import notices


def seconds_of(at):
    return datetime.datetime.fromisoformat(at.replace("Z", "+00:00")).timestamp()


class Envelope:
    """One envelope id; it may have been sent more than once under it."""

    def __init__(self, line, index):
        self.id, self.user, self.type = line["id"], line["user"], line["type"]
        self.attempt = line["attempt"]
        self.sent, self.index = seconds_of(line["at"]), index
        self.acked, self.busy, self.errors = None, False, []

    def see(self, line, words):
        if self.acked is None and line["acked_ms"] is not None:
            self.acked = self.sent + line["acked_ms"] / 1000
            # Under the fields of a form; elsewhere an answer in the ack is "busy".
            self.errors = [words.kind_of(text) for text in
                           (line["ack"] or {}).get("errors", {}).values()]
            self.busy = "busy" in self.errors if self.errors else bool(line["ack"])


class Notice:
    """A sentence with a code, where one member sees it. Shown again in the same place it is one."""

    def __init__(self, line, kind, in_dm):
        self.ts, self.channel, self.kind, self.in_dm = line["ts"], line["channel"], kind, in_dm
        self.text = line["text"]
        self.code, self.place = notices.code_of(line["text"]), notices.place_of(line["text"])
        self.taken = False


class Ledger:
    """`directs`: the app's DM of each member, by channel id."""

    def __init__(self, lines, directs, words):
        self.lines = lines
        self.envelopes = {}
        self.posts = collections.defaultdict(dict)     # (channel, image) → {ts: line}
        self.private = collections.defaultdict(list)   # (user, channel) → [(index, line)]
        self.changed = collections.defaultdict(list)   # ts → [index]
        self.gone = collections.defaultdict(list)      # ts → [index]
        self.notices = collections.defaultdict(dict)   # user → {ts: Notice}
        for index, line in enumerate(lines):
            getattr(self, "_" + line["kind"])(line, index, directs, words)

    def _envelope(self, line, index, _, words):
        envelope = self.envelopes.setdefault(line["id"], Envelope(line, index))
        envelope.see(line, words)

    def _call(self, *_):
        pass

    def _gone(self, line, index, *_):
        self.gone[line["ts"]].append(index)

    def _visible(self, line, index, directs, words):
        self.changed[line["ts"]].append(index)
        reader = line["to"] if line["to"] != "all" else directs.get(line["channel"])
        if reader and notices.code_of(line["text"]):
            notice = Notice(line, words.kind_of(line["text"]), line["channel"] in directs)
            self.notices[reader].setdefault((line["ts"], notice.code), notice)
        elif line["to"] != "all":
            self.private[line["to"], line["channel"]].append((index, line))
        elif line["image"] and reader is None:
            self.posts[line["channel"], line["image"]].setdefault(line["ts"], line)

    def notices_of(self, user, code):
        return [one for one in self.notices[user].values() if one.code == code]

    def all_notices(self):
        return itertools.chain.from_iterable(by_ts.values() for by_ts in self.notices.values())

    def acked_count(self):
        return sum(1 for one in self.envelopes.values() if one.acked and one.user != "U0BOT")
