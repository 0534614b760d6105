"""kill -9 of a worker: its partitions answer again within 12 s, and nobody meets silence.

The session of the workers' group is 10 s; within it nobody else may decide what the dead one had. It
is killed right after the group has settled: then its last sign of life is as young as can be, and
the wait as long. Times are the local Slack's own (its ledger).
"""

import collections
import concurrent.futures
import pathlib
import shutil
import signal
import sys
import tempfile
import time
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from checking import notices  # noqa: E402
from checking.ledgers import seconds_of  # noqa: E402
from members.traffic import WORDS  # noqa: E402
from world.programs import wait  # noqa: E402
from world.stack import Stack  # noqa: E402

CHANNELS = 24  # keys of 12 partitions: each worker has some
ROUNDS, ROUND_S = 13, 1.0
ANSWERS_WITHIN_S = 12
EVERYBODY_S = 30  # for what is answered late

Said = collections.namedtuple("Said", "user channel word at")  # word None: the settings


def searcher(n):
    return f"U0LOAD{n:02}"


class KilledWorker(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="killed-worker-"))
        cls.stack = Stack(cls.folder)
        cls.twin, cls.texts = cls.stack.twin, notices.Words()
        cls.twin.order("world", members=2 * CHANNELS, channels=CHANNELS)

    @classmethod
    def tearDownClass(cls):
        cls.stack.close()
        shutil.rmtree(cls.folder)

    # The newcomer asks the group to settle anew, and that waits for the dead one's session.
    def test_one_that_comes_back_at_once(self):
        self._settle()
        self._kill("comes back at once", WORDS[:ROUNDS],
                   lambda: self.stack.services["worker-0"].signal(signal.SIGKILL))

    def test_one_that_stays_away(self):
        self._settle()
        self._kill("stays away", WORDS[ROUNDS:2 * ROUNDS], self.stack.services["worker-0"].close)

    # The other one begins anew, and so the group: that it is ready means that it has its partitions.
    def _settle(self):
        other = self.stack.services["worker-1"]
        starts = other.starts
        other.signal(signal.SIGTERM)
        wait(lambda: other.starts > starts and other.ready(), "the other worker", 60)

    def _kill(self, how, words, kill):
        before, killed = len(self.twin.ledger()), time.time()
        kill()
        with concurrent.futures.ThreadPoolExecutor(3 * CHANNELS) as pool:
            said = [one.result() for one in list(self._type(pool, killed, words))]
        wait(lambda: all(self._answers(said, before)), "an answer to everybody", EVERYBODY_S)
        self._judge(how, said, self._answers(said, before), killed)

    def _type(self, pool, killed, words):
        for number, word in enumerate(words):
            time.sleep(max(0.0, killed + number * ROUND_S - time.time()))  # members' own pace
            for n in range(1, CHANNELS + 1):
                yield pool.submit(self._say, searcher(n), f"C0LOAD{n:02}", word)
                if number == 0:
                    yield pool.submit(self._say, searcher(CHANNELS + n), f"C0LOAD{n:02}", None)

    def _say(self, user, channel, word):
        at = time.time()
        answer = self.twin.order("say", user=user, channel=channel,
                                 text="/sticker " + (f"search {word}" if word else "settings"))
        self.assertIs(answer["acked"], True, f"{user}: {answer}")
        return Said(user, channel, word, at)

    def _answers(self, said, before):
        """What each was shown: [(when, what)] in the order of `said`."""
        shown = collections.defaultdict(list)
        for line in self.twin.ledger()[before:]:
            if line["kind"] == "visible" and line["to"] != "all":
                shown[line["to"]].append((seconds_of(line["at"]), line["text"]))
        return [self._answer(one, shown[one.user]) for one in said]

    def _answer(self, said, shown):
        if said.word:
            return [(at, "previews") for at, text in shown if f"‘{said.word}’" in text]
        told = [(at, self.texts.kind_of(text)) for at, text in shown]
        return told or [(None, "modal") for _ in self.twin.modals(said.user, said.channel)]

    def _judge(self, how, said, answers, killed):
        first, worst = {}, collections.defaultdict(float)
        for one, answer in zip(said, answers):
            if one.word:
                first[one.channel] = min(first.get(one.channel, 1e12), answer[0][0] - killed)
                worst[one.channel] = max(worst[one.channel], answer[0][0] - one.at)
        forms = [[what for _, what in answer] for one, answer in zip(said, answers) if not one.word]
        kinds = collections.Counter(map(tuple, forms))
        print(f"\na killed worker that {how}: {sum(s > 2 for s in worst.values())} of {CHANNELS} "
              f"conversations stood still; all answered again {max(first.values()):.1f} s after "
              f"the kill, at the median {sorted(first.values())[CHANNELS // 2]:.1f} s; the longest "
              f"wait for previews {max(worst.values()):.1f} s; settings: {dict(kinds)}")
        self.assertLess(max(first.values()), ANSWERS_WITHIN_S)
        self.assertLessEqual(set(kinds), {("modal",), ("private",)})
        self.assertIn(("private",), kinds, "a trigger died, and its member was told")


if __name__ == "__main__":
    unittest.main()
