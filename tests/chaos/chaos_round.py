"""One round: a fresh stack, members and hurts for some seconds, peace, and the verdict."""

import json
import sys
import time

from checking import checker, notices, story
from hurt import schedule
from hurt.hurting import Hurting
from members.traffic import Traffic
from world.stack import Stack

# A post may wait 5 minutes and then its sender is told; then nothing more may come.
SETTLE_S, RED_SETTLE_S = 400, 60
CALM_S = 12  # longer than a lease, and than the pause between two looks into the history
LOOK_EVERY_S = 3
MOST_STORIES = 5
LEDGER_LINES = 200_000  # that the twin keeps


class Round:
    def __init__(self, folder, seed, seconds, say):
        self.folder, self.seed, self.seconds, self.say = folder, seed, seconds, say
        self.words = notices.Words()

    def play(self):
        """The verdict's fields; "red" among them."""
        self.say(f"starting Redis, Kafka, the local Slack and two of each service in {self.folder}")
        stack = Stack(self.folder)
        try:
            return self._play(stack)
        finally:
            stack.close()

    def _play(self, stack):
        traffic = Traffic(stack.twin, self.seed)
        hurting = Hurting(stack, schedule.plan(self.seed, self.seconds))
        self.say(f"{len(traffic.members)} members for {self.seconds} s, seed {self.seed}")
        hurting.start()
        traffic.start()
        time.sleep(self.seconds)
        hurting.stop()
        hung = stack.hung()
        traffic.stop()
        self.say(f"peace; {len(traffic.diary.actions)} actions; waiting until all has settled")
        settled = self._settle(stack, traffic)
        if traffic.send_again():
            settled += self._settle(stack, traffic)
        # A reload takes ephemeral messages away, which is no answer to a Cancel: judged without.
        lines, directs = self._look(stack)
        verdict = checker.judge(lines, traffic.diary.copy(), directs, self.words,
                                self._reload(stack))
        return self._report(stack, traffic, hurting, verdict, lines, hung, settled)

    @staticmethod
    def _look(stack):
        return stack.twin.ledger(), stack.twin.directs()

    # Seconds until nothing is missing and nothing happens any more; what is doubled or out of order
    # stays so.
    def _settle(self, stack, traffic):
        begun = calm_since = time.monotonic()
        seen = -1
        limit = SETTLE_S
        while time.monotonic() - begun < limit and seen < LEDGER_LINES:
            traffic.look_for_forms()
            lines, directs = self._look(stack)
            verdict = checker.judge(lines, traffic.diary.copy(), directs, self.words)
            now = time.monotonic()
            if len(lines) != seen:
                seen, calm_since = len(lines), now
            if any(verdict.counts[what] for what in ("doubled", "order_broken", "contradicted",
                                                     "misjudged")):
                limit = RED_SETTLE_S
            if not verdict.counts["lost"] and now - calm_since >= CALM_S:
                break
            time.sleep(LOOK_EVERY_S)
        return time.monotonic() - begun

    # Every member's page anew, then what stands in their DM with the bot.
    def _reload(self, stack):
        pages = {}
        for channel, user in stack.twin.directs().items():
            stack.twin.order("reload", user=user)
            pages[user] = {message["ts"] for message in stack.twin.see(user, channel)}
        return pages

    # For who looks into it later, beside the logs.
    def _keep(self, traffic, hurting, lines):
        for name, rows in (("ledger", lines), ("actions", traffic.diary.copy()),
                           ("hurts", hurting.story)):
            text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            (self.folder / f"{name}.jsonl").write_text(text)

    def _report(self, stack, traffic, hurting, verdict, lines, hung, settled):
        if len(lines) >= LEDGER_LINES:
            self.say("the local Slack's ledger is full: its oldest lines are gone")
        exits = {name: one.exits for name, one in stack.services.items() if one.exits}
        crashes = {name: one.crashes for name, one in stack.services.items() if one.crashes}
        for name, codes in exits.items():
            self.say(f"{name} ended by itself with {codes}")
        for what, about in (("hung", hung), ("crashed", crashes)):
            if about:
                self.say(f"{what}: {about}; logs in {self.folder}")
        self._keep(traffic, hurting, lines)
        self._tell(stack, hurting, verdict, lines)
        counts = verdict.counts
        fields = {name: counts[name] for name in
                  ("acked", "sends", "again", "settings", "submits", "posts", *checker.FAULTS,
                   "parked", "parked_readable", "busy",
                   "expired", "refused", "repeated", "spare_notices")}
        fields |= {name: hurting.counts[name] for name in
                   ("kills", "restarts", "stops", "cuts", "faults")}
        return fields | {
            "readable": counts["readable"], "hung": len(hung), "crashes": len(crashes),
            "exits": sum(map(len, exits.values())), "settled_s": round(settled),
            "redis_lost_bytes": stack.redis.lost_bytes,
            "red": verdict.red or bool(hung) or bool(crashes) or len(lines) >= LEDGER_LINES}

    def _tell(self, stack, hurting, verdict, lines):
        for what, sentence, about in verdict.findings[:MOST_STORIES]:
            self.say(f"{what} (seed {self.seed}): {sentence}")
            for action in about:
                self.say("\n".join(story.tell(action, lines, hurting.story, stack)))
        more = len(verdict.findings) - MOST_STORIES
        if more > 0:
            self.say(f"and {more} more: " + ", ".join(
                f"{what} {[a['n'] for a in about]}" for what, _, about in
                verdict.findings[MOST_STORIES:][:50]))


def printer(quiet):
    def say(sentence):
        print(sentence, file=sys.stderr if quiet else sys.stdout, flush=True)
    return say
