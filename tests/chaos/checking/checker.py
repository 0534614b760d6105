"""Holds what members saw to what was promised them. Pure: the twin's ledger and the list of what
members did go in, a Verdict comes out; nothing is asked of the services or their logs.

An action is a dict: n, kind (command, mention, redraw, cancel, send, again, settings, submit), user,
channel, place (how a notice names the channel, or ""), readable (its history can be read), presses
(envelope ids), and query (command, mention), message (ts of what was pressed: redraw, cancel, send,
again), image and code (send, again), view (settings: of the form that opened, if one did), good
(submit: the number in it is one that the bot takes).
Whoever makes the list sees to it that (user, channel, query) and (channel, image) are used once; an
again has channel and image of the Send that it repeats, and a code that its notice decides.
"""

import collections
import dataclasses

from checking import notices
from checking.ledgers import Ledger

REPEATS_WITHIN_S = 3.5  # an event that was not acked comes again almost at once after 3 s
SENDS = ("send", "again")
SLACK_WAITS_S = 3.0
FAULTS = ("lost", "doubled", "order_broken", "contradicted", "gone", "misjudged")


@dataclasses.dataclass
class Verdict:
    counts: collections.Counter
    findings: list  # (what, sentence, the actions it is about)
    parked_share: float = 0.0

    @property
    def red(self):
        return any(self.counts[what] for what in FAULTS)


def judge(lines, actions, directs, words, pages=None):
    """`directs`: {channel of an app's DM: its member}. `pages`: {user: set of ts that stand in their
    DM after a reload}; None: not looked at yet."""
    return _Judge(Ledger(lines, directs, words), actions, pages).verdict()


class _Judge:
    def __init__(self, ledger, actions, pages):
        self.ledger, self.actions, self.pages = ledger, actions, pages
        self.counts, self.findings = collections.Counter(), []

    def verdict(self):
        self._acks()
        for sends in self._sends():
            self._send(*sends)
        # Those about whom a notice may name no place come last.
        for action in sorted(self.actions, key=lambda one: one["kind"] == "mention"):
            if action["kind"] == "submit":
                self._submit(action)
            elif action["kind"] not in SENDS:
                self._private(action)
        self._strays()
        self._order()
        self._lasting()
        self._count()
        return Verdict(self.counts, self.findings, self._parked_share())

    def _find(self, what, sentence, *about):
        self.counts[what] += 1
        self.findings.append((what, sentence, about))

    # When each action's first envelope was sent, and when one of them was acked, if any was.
    def _acks(self):
        repeats = collections.defaultdict(list)
        for one in self.ledger.envelopes.values():
            if one.type == "events_api" and one.attempt > 0:
                repeats[one.user].append(one)
        for action in self.actions:
            mine = [self.ledger.envelopes[i] for i in action["presses"]
                    if i in self.ledger.envelopes]
            if action["kind"] == "mention" and mine:
                mine += [one for one in repeats[action["user"]]
                         if 0 <= one.sent - mine[0].sent <= REPEATS_WITHIN_S]
            action["sent"] = min((one.sent for one in mine), default=None)
            action["index"] = min((one.index for one in mine), default=None)
            action["acked"] = min((one.acked for one in mine if one.acked), default=None)
            action["busy"] = any(one.busy for one in mine)

    # Each Send with those that repeat it, by their notices: which post is whose cannot be seen. Of a
    # notice that stood there twice both copies may have been pressed: that is one action.
    def _sends(self):
        groups = collections.defaultdict(dict)
        for action in self.actions:
            if action["kind"] in SENDS:
                group = groups[action["channel"], action["image"]]
                twin = group.get((action["kind"], action["code"]))
                if not twin or not twin["acked"]:
                    group[action["kind"], action["code"]] = action
        return [group.values() for group in groups.values()]

    # Of each Send: one post, or none and one notice; at most one post where it was not acked.
    def _send(self, *sends):
        posts = sorted(self.ledger.posts[sends[0]["channel"], sends[0]["image"]])
        for action in sends:
            action["told"] = self.ledger.notices_of(action["user"], action["code"])
            action["posts"] = posts if len(sends) == 1 else []
            for notice in action["told"]:
                notice.taken = True
        denied = [a for a in sends if any(one.kind != "parked" for one in a["told"])]
        owed = [a for a in sends if a["acked"] and not a["told"]]
        if len(posts) > len(sends):
            self._find("doubled", f"{len(posts)} posts", *sends)
        elif len(posts) > len(sends) - len(denied):
            self._find("contradicted", f"posted, and told {denied[0]['told'][0].text!r}", *sends)
        elif any(sum(map(self._stands, a["told"])) > 1 for a in sends):
            self._find("doubled", "more than one notice", *sends)
        elif len(posts) < len(owed):
            sorry = [a for a in owed if self._take(a, {"fast", "gone", "stale", "nowhere"})]
            if len(posts) + len(sorry) < len(owed):
                self._find("lost", "acked, no post and no notice", *owed)

    # In a DM a notice whose answer was lost may come twice; then one of the two is taken away.
    def _stands(self, notice):
        return not (notice.in_dm and self.ledger.gone[notice.ts])

    # Sent off: what Slack shows of an answer in its 3 s must be right. With no answer Slack says so.
    def _submit(self, action):
        for one in (self.ledger.envelopes.get(name) for name in action["presses"]):
            if not one or not one.acked:
                continue
            self.counts["submits"] += 1
            if one.acked - one.sent > SLACK_WAITS_S:
                self._find("lost", "answered when Slack had given up", action)
            refused = set(one.errors) - {"busy", "away"}
            if refused if action["good"] else not one.errors:
                self._find("misjudged", f"{action['number']!r} was answered {one.errors}", action)

    # Repeating what one member sees does no harm (architecture, promise 3): it is counted.
    def _private(self, action):
        shown = self._answers(action)
        action["shown"] = shown
        if not action["acked"] or shown:
            self.counts["repeated"] += max(0, shown - 1)
            return
        if action["busy"]:
            self._take(action, {"busy"})
        elif not self._take(action, None):
            self._find("lost", "acked, no answer and no notice", action)

    def _answers(self, action):
        if action["index"] is None:
            return 0
        if action["kind"] == "settings":
            return int(bool(action.get("view")))
        later = lambda indexes: sum(1 for index in indexes if index > action["index"])
        if action["kind"] == "redraw":  # of later redraws it is the answer too
            return min(1, later(self.ledger.changed[action["message"]]))
        if action["kind"] == "cancel":
            return min(1, later(self.ledger.gone[action["message"]]))
        # Bounded by its quotes: "cat" is no answer to "wild cat".
        quoted = f"‘{action['query']}’"
        shown = self.ledger.private[action["user"], action["channel"]]
        return len({line["ts"] for index, line in shown
                    if index > action["index"] and quoted in line["text"]})

    # A notice whose code is not known to us, by who was told, where, and about which place: in a DM
    # it names the channel, but for a mention, whose event does not.
    def _take(self, action, kinds):
        nameless = action["kind"] == "mention" or not action["place"]
        for wanted in (action["place"], action["channel"], "" if nameless else None):
            for notice in self.ledger.notices[action["user"]].values():
                about = notice.place if notice.in_dm else notice.channel
                fits = not notice.taken and about == wanted
                if fits and (kinds is None or notice.kind in kinds):
                    notice.taken = True
                    return notice
        return None

    def _strays(self):
        claimed = {(a["channel"], a["image"]) for a in self.actions if a["kind"] == "send"}
        for (channel, image), posts in self.ledger.posts.items():
            if posts and (channel, image) not in claimed:
                self._find("doubled", f"{image} in {channel}, which nobody sent")

    # What was acked before another was pressed stands above it; what overlapped has no order.
    def _order(self):
        by_channel = collections.defaultdict(list)
        for action in self.actions:
            if action["kind"] == "send" and len(action["posts"]) == 1 and action["acked"]:
                by_channel[action["channel"]].append(action)
        for sends in by_channel.values():
            sends.sort(key=lambda action: float(action["posts"][0]))
            for place, later in enumerate(sends):
                for earlier in sends[place + 1:]:
                    if earlier["acked"] < later["sent"]:
                        self._find("order_broken", "stands below what was pressed after it",
                                   earlier, later)

    def _lasting(self):
        if self.pages is None:
            return
        answered = {action["message"] for action in self.actions if action["kind"] == "again"}
        for user, by_ts in self.ledger.notices.items():
            # The one whose [Send again] was pressed goes when that has ended.
            page = answered | self.pages.get(user, set())
            kept = {notice.code for notice in by_ts.values() if notice.ts in page}
            for notice in by_ts.values():
                lasting = notice.in_dm or notice.kind in notices.MUST_LAST
                if lasting and notice.code not in kept:
                    self._find("gone", f"{user} cannot read {notice.text!r} after a reload",
                               *[a for a in self.actions if a.get("code") == notice.code])

    def _count(self):
        kinds = collections.Counter(one.kind for one in self.ledger.all_notices())
        self.counts["acked"] = self.ledger.acked_count()
        self.counts["busy"] = sum(1 for one in self.ledger.envelopes.values() if one.busy)
        self.counts["parked"] = kinds["parked"]
        self.counts["expired"] = kinds["expired"] + kinds["private"]
        self.counts["refused"] = sum(kinds[k] for k in ("full", "refused", "closed", "fast",
                                                        "gone", "stale", "nowhere", "other"))
        self.counts["posts"] = sum(len(posts) for posts in self.ledger.posts.values())
        self.counts["sends"] = sum(1 for a in self.actions if a["kind"] == "send" and a["acked"])
        for kind in ("again", "settings"):
            self.counts[kind] = sum(1 for a in self.actions if a["kind"] == kind and a["acked"])
        self.counts["spare_notices"] = sum(1 for n in self.ledger.all_notices() if not n.taken)

    def _parked_share(self):
        acted = [a for a in self.actions if a["readable"] and a["acked"]]
        parked = sum(1 for a in acted if any(n.kind == "parked" for n in a.get("told", ())))
        self.counts["parked_readable"], self.counts["readable"] = parked, len(acted)
        return parked / len(acted) if acted else 0.0
