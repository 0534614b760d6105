"""What members did: the list that the checker judges. Shared by all members' threads."""

import threading
import time


class Diary:
    def __init__(self):
        self.lock = threading.Lock()
        self.actions, self.images, self.words = [], set(), set()

    def note(self, kind, user, channel, **more):
        action = {"kind": kind, "user": user, "channel": channel["id"], "place": channel["place"],
                  "readable": channel["readable"], "presses": [], "at": time.time(), **more}
        with self.lock:
            action["n"] = len(self.actions) + 1
            self.actions.append(action)
        return action

    def with_id(self, action_id):
        """The Send, first or again, whose action has that id; None: not ours."""
        with self.lock:
            return next((a for a in self.actions if a.get("id") == action_id), None)

    def claim_image(self, channel, image):
        """False: that sticker was sent there before."""
        return self._claim(self.images, (channel, image))

    def claim_word(self, user, channel, word):
        return self._claim(self.words, (user, channel, word))

    def _claim(self, taken, what):
        with self.lock:
            if what in taken:
                return False
            taken.add(what)
            return True

    def copy(self):
        with self.lock:
            return [dict(action, presses=list(action["presses"])) for action in self.actions]


class Pace:
    """At most `per_second` actions of all members together; what was not used is lost."""

    def __init__(self, per_second):
        self.gap, self.next, self.lock = 1 / per_second, 0.0, threading.Lock()

    def wait(self, ending):
        with self.lock:
            now = time.monotonic()
            turn = max(now, self.next)
            self.next = turn + self.gap
        ending.wait(turn - now)
