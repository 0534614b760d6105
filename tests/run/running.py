"""One ./run as a test's subject: its lines, its page, and what is left when it ended."""

import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import threading
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/fixtures"))

from waiting import until  # noqa: E402

OURS = ("SLACK_", "STICKER_", "KAFKA_", "REDIS_", "POSTER_")


def environment(extra=None):
    """This one without settings of ours, and no .env."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(OURS)}
    return {**kept, "RUN_ENV_FILE": "/dev/null", **(extra or {})}


def run(*arguments, extra=None, timeout=200):
    """./run to its end."""
    return subprocess.run([ROOT / "run", "--no-install", *arguments], cwd=ROOT, text=True,
                          env=environment(extra), stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=timeout, check=False)


def processes_under(folder):
    """Command lines of what a ./run with its state in `folder` started, zombies left out: each has
    its output there."""
    found = []
    for entry in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(entry / "fd/1").startswith(f"{folder}/out/"):
                found.append((entry / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def wait(condition, what, seconds=40):
    return until(condition, what, seconds)


class Running:
    """A ./run that stays; use as a context. `page` is the twin's address."""

    def __init__(self, *arguments, extra=None, ready=r"^Logs: (\S+)/log/"):
        self.lines = []
        self.process = subprocess.Popen(
            [ROOT / "run", "--no-install", *arguments], cwd=ROOT, text=True, env=environment(extra),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True)
        threading.Thread(target=self._read, daemon=True).start()
        try:
            self.state = ROOT / self.wait_for_line(ready, 200)[1]
        except BaseException:
            self.stop()
            raise
        page = self.line(r"^The page: (\S+)/$")
        self.page = page and page[1]

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def line(self, pattern, after=0):
        return next((m for m in (re.search(pattern, l) for l in self.lines[after:]) if m), None)

    def wait_for_line(self, pattern, seconds=40, after=0):
        def found():
            hit = self.line(pattern, after)
            if not hit and self.process.poll() is not None:
                raise AssertionError("./run ended:\n" + "\n".join(self.lines[-30:]))
            return hit
        return wait(found, f"the line {pattern}; so far:\n" + "\n".join(self.lines[-5:]), seconds)

    def pid(self, name):
        return int((self.state / "pid" / name).read_text().split()[0])

    def names(self):
        return sorted(f.name for f in (self.state / "pid").iterdir())

    def stop(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            return self.process.wait(40)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    # The twin
    def ask(self, path, body=None):
        request = urllib.request.Request(f"{self.page}/twin/{path}",
                                         body and json.dumps(body).encode(),
                                         {"content-type": "application/json"})
        with urllib.request.urlopen(request, timeout=15) as answer:
            return answer.read().decode()

    def ledger(self, kind):
        lines = (json.loads(line) for line in self.ask("ledger").splitlines())
        return [line for line in lines if line["kind"] == kind]

    def posts(self):
        return [line for line in self.ledger("visible") if line["to"] == "all"]

    def post_a_sticker(self, words="/sticker search 고양이", user="U0KIM", channel="C0GENERAL"):
        """Types, waits for previews, presses the first, waits for the post."""
        before = len(self.posts())
        self.ask("say", {"user": user, "channel": channel, "text": words})
        press = {"user": user, "message": "last", "action_id": self.wait_for_button(user, channel)}
        self.ask("press", press)
        wait(lambda: len(self.posts()) > before, "the post")

    def wait_for_button(self, user, channel):
        def send_button():
            seen = json.loads(self.ask(f"see?user={user}&channel={channel}"))
            hits = re.findall(r'"action_id": ?"([^"]*send[^"]*)"', json.dumps(seen))
            return hits and hits[0]
        return wait(send_button, "a preview")
