"""Carries out a plan on a stack."""

import collections
import signal
import threading
import time


class Hurting:
    """A thread; stop() heals everything. `story`: (time, sentence) of what was done."""

    def __init__(self, stack, plan):
        self.stack, self.plan = stack, plan
        self.counts, self.story = collections.Counter(), []
        self.later = []  # (when, what ends a hurt)
        self.ending = threading.Event()
        self.failure = None
        self.thread = threading.Thread(target=self._run, daemon=True)

    def start(self):
        self.begun = time.monotonic()
        self.thread.start()

    def stop(self):
        self.ending.set()
        self.thread.join()
        for _, end in self.later:
            end()
        for program in self.stack.programs().values():
            program.signal(signal.SIGCONT)
        self.stack.links.heal()
        self.stack.twin.fault(method="socket", ghosts=0)
        if self.failure:
            raise self.failure

    def _run(self):
        try:
            for hurt in self.plan:
                self._sleep_until(self.begun + hurt.at)
                if self.ending.is_set():
                    return
                self._do(hurt)
            self._sleep_until(float("inf"))
        except Exception as failure:  # a thread's entry: told by stop()
            self.failure = failure

    def _sleep_until(self, when):
        while not self.ending.is_set():
            due = min([when] + [at for at, _ in self.later])
            left = due - time.monotonic()
            if left > 0:
                self.ending.wait(min(left, 3600))
                continue
            for one in [one for one in self.later if one[0] <= time.monotonic()]:
                self.later.remove(one)
                one[1]()
            if when <= time.monotonic():
                return

    def _do(self, hurt):
        done = getattr(self, "_" + hurt.what)(hurt)
        if done:
            lasts = f" for {hurt.lasts:.1f} s" if hurt.lasts else ""
            what = f"{hurt.what} {done}{lasts}" + (f" {hurt.order}" if hurt.order else "")
            self.story.append((time.time(), what))

    def _kill(self, hurt):
        return self._signal(hurt, signal.SIGKILL, "kills")

    def _restart(self, hurt):
        return self._signal(hurt, signal.SIGTERM, "restarts")

    # One that is down already has nothing to fear: another service takes its turn.
    def _signal(self, hurt, number, counted):
        others = [name for name in self.stack.services if name != hurt.target]
        for name in [hurt.target] + others:
            reach = self.stack.redis.kill if name == "redis" else \
                self.stack.programs()[name].signal
            if reach(number):
                self.counts[counted] += 1
                return name
        return None

    def _stop(self, hurt):
        program = self.stack.programs()[hurt.target]
        pid = program.pid()
        if not program.signal(signal.SIGSTOP):
            return None
        self.counts["stops"] += 1
        # Only the one that was stopped: after a kill another one runs there.
        self._after(hurt.lasts, lambda: program.pid() == pid and program.signal(signal.SIGCONT))
        return hurt.target

    def _cut(self, hurt):
        self.counts["cuts"] += 1
        self.stack.links.cut(hurt.target)
        return hurt.target

    def _refuse(self, hurt):
        return self._switch(hurt, self.stack.links.refuse)

    def _hold(self, hurt):
        return self._switch(hurt, self.stack.links.hold)

    def _switch(self, hurt, switch):
        self.counts["cuts"] += 1
        switch(hurt.target, True)
        self._after(hurt.lasts, lambda: switch(hurt.target, False))
        return hurt.target

    def _fault(self, hurt):
        self.counts["faults"] += 1
        self.stack.twin.fault(**hurt.order)
        return "Slack:"

    def _after(self, seconds, end):
        self.later.append((time.monotonic() + seconds, end))
