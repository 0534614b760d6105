"""Processes that may be killed and stopped, and that come back as Kubernetes would bring them."""

import os
import pathlib
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests/fixtures"))

from waiting import until  # noqa: E402

PROGRAMS = pathlib.Path(os.environ.get("SSB_PROGRAMS", ROOT / "build/bin"))
# Kubernetes' rhythm (at once, then 10, 20, 40 s … while it dies again within 10 minutes), ten times
# as fast, so that a minute holds as much as ten.
BACKOFF_S = (0.2, 1.0, 2.0, 4.0, 8.0)
FORGIVEN_AFTER_S = 30
CRASHES = {signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGFPE}


def bare_environment(**more):
    """Without settings of ours, proxies or tokens of whoever runs this."""
    kept = {n: v for n, v in os.environ.items() if n in ("PATH", "HOME", "LANG", "JAVA_HOME")}
    return {**kept, **more}


def wait(condition, what, seconds=60):
    return until(condition, what, seconds)


class Program:
    """One program. A keeper thread starts it again after every end, until close(). `before` runs
    before each start (the AOF is cut there). `pid_of` names the process to hurt where it is not the
    one started."""

    def __init__(self, name, command, environment, folder, before=None, pid_of=None):
        self.name, self.command, self.environment = name, command, environment
        self.log = folder / f"{name}.log"
        self.before, self.pid_of = before, pid_of
        self.lines, self.starts, self.exits, self.crashes = [], 0, [], []
        self.process, self.told_to_end, self.closing = None, False, threading.Event()
        self.lock = threading.RLock()  # between the keeper, the scheduler and close()
        self._start()
        self.keeper = threading.Thread(target=self._keep, daemon=True)
        self.keeper.start()

    def _start(self):
        if self.before and self.starts:
            self.before()
        with open(self.log, "ab") as errors, self.lock:
            self.lines = []
            self.starts += 1
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors,
                text=True, encoding="utf-8", errors="replace", env=self.environment, cwd=ROOT,
                start_new_session=True)
            self.told_to_end = False
        threading.Thread(target=self._read, args=(self.process, self.lines), daemon=True).start()

    @staticmethod
    def _read(process, lines):
        with process.stdout:
            for line in process.stdout:
                lines.append(line.rstrip("\n"))
                del lines[:-50]

    def _keep(self):
        deaths = 0
        while not self.closing.is_set():
            started = time.monotonic()
            code = self.process.wait()
            if self.closing.is_set():
                return
            if not self.told_to_end:
                (self.crashes if -code in CRASHES else self.exits).append(code)
            deaths = 0 if time.monotonic() - started > FORGIVEN_AFTER_S else deaths
            self.closing.wait(BACKOFF_S[min(deaths, len(BACKOFF_S) - 1)])
            deaths += 1
            if not self.closing.is_set():
                self._start()

    def pid(self):
        """Of what is to be hurt; None while nothing runs."""
        if self.process.poll() is not None:
            return None
        return self.pid_of() if self.pid_of else self.process.pid

    def signal(self, number):
        """False where there was nothing to send it to."""
        with self.lock:
            pid = self.pid()
            if not pid:
                return False
            self.told_to_end = self.told_to_end or number in (signal.SIGKILL, signal.SIGTERM)
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                return False
            return True

    def says(self, key, seconds=120):
        """The value of KEY in the line `listening KEY=…`."""
        def found():
            for line in list(self.lines):
                for word in line.split()[1:] if line.startswith("listening ") else ():
                    if word.startswith(key + "="):
                        return word[len(key) + 1:]
            return None
        return wait(found, f"{self.name} to say where it listens (its log: {self.log})", seconds)

    def ready(self):
        try:
            address = self.says("admin", 0)
            with urllib.request.urlopen(address + "/readyz", timeout=5) as answer:
                return answer.status == 200
        except (OSError, AssertionError):  # not there yet, or no more
            return False

    def close(self):
        self.closing.set()
        with self.lock:
            for number in (signal.SIGCONT, signal.SIGKILL):
                pid = self.pid()
                if pid:
                    try:
                        os.kill(pid, number)
                    except ProcessLookupError:
                        pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
