"""A twin, and on it an app made with one of Slack's SDKs."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
import unittest
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tests/fixtures"))

from waiting import until  # noqa: E402

PROGRAMS = pathlib.Path(os.environ.get("SSB_PROGRAMS", ROOT / "build/bin"))
SDKS = pathlib.Path(os.environ.get("SSB_SDKS", ROOT / "build/conformance"))
APP_TOKEN, BOT_TOKEN = "xapp-1-A0TWIN-1-twin", "xoxb-0-twin-0"
SIGNING_SECRET = "twin-signing-secret"
KIM, LEE = "U0KIM", "U0LEE"
GENERAL, TEAM, BOT_DM = "C0GENERAL", "C0TEAM", "D0BOT"


def need_sdks():
    """Skips, with the reason, where install.sh could not reach the registries."""
    away = SDKS / "away"
    if away.exists():
        raise unittest.SkipTest(away.read_text().strip())


def wait(condition, what, seconds=30):
    return until(condition, what, seconds)


class Child:
    """A program whose lines are kept; `log` is the file with its standard error."""

    def __init__(self, command, environment, log):
        self.lines, self.closed = [], threading.Event()
        self.log = log
        with open(log, "ab") as errors:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors,
                text=True, encoding="utf-8", env=environment, start_new_session=True)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
        self.closed.set()

    def signal(self, number):
        os.killpg(self.process.pid, number)

    def stop(self):
        if self.process.poll() is None:
            self.signal(signal.SIGKILL)
        self.process.wait()
        self.closed.wait(5)
        self.process.stdout.close()


def bare_environment(**more):
    """Without settings of ours, proxies or Slack tokens of whoever runs the tests."""
    kept = {n: v for n, v in os.environ.items()
            if n in ("PATH", "HOME", "LANG", "TMPDIR", "NODE_PATH")}
    return {**kept, **more}


class Twin:
    def __init__(self, folder):
        self.child = Child([PROGRAMS / "slack-twin", "--port", "0"],
                           bare_environment(LANG="C.UTF-8"), folder / "twin.log")
        first = wait(lambda: self.child.lines, "slack-twin's first line")[0]
        self.web, self.api = (part.split("=", 1)[1] for part in first.split()[1:])

    def stop(self):
        self.child.stop()

    def get(self, path):
        with urllib.request.urlopen(f"{self.web}twin/{path}", timeout=20) as answer:
            return answer.read().decode()

    def order(self, call, **body):
        request = urllib.request.Request(f"{self.web}twin/{call}", json.dumps(body).encode(),
                                         {"content-type": "application/json"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.loads(answer.read() or "{}")

    def world(self):
        return json.loads(self.get("world"))

    def ledger(self, kind=None, since=0):
        lines = [json.loads(line) for line in self.get("ledger").splitlines()][since:]
        return [line for line in lines if kind in (None, line["kind"])]

    def mark(self):
        """Where the ledger ends now, for ledger(since=…)."""
        return len(self.ledger())

    def see(self, user, channel):
        return json.loads(self.get(f"see?user={user}&channel={channel}"))["messages"]

    def views(self, user):
        """The modals (top last) and the Home tab of that member."""
        seen = json.loads(self.get(f"see?user={user}&channel={GENERAL}"))
        return {"modals": seen["modals"], "home": seen["home"]}

    def texts(self, user, channel):
        return [message["text"] for message in self.see(user, channel)]


class App:
    """One of the small apps, connected to a twin. `says(…)` waits for a line that it prints."""

    def __init__(self, command, twin, folder, **environment):
        tokens = {"SLACK_APP_TOKEN": APP_TOKEN, "SLACK_BOT_TOKEN": BOT_TOKEN}
        self.child = Child(command, bare_environment(SLACK_API_URL=twin.api,
                                                     **{**tokens, **environment}),
                           folder / "app.log")

    def stop(self):
        self.child.stop()

    def told(self, since=0):
        return [json.loads(line) for line in self.child.lines[since:]]

    def mark(self):
        return len(self.child.lines)

    def says(self, since=0, seconds=30, **wanted):
        """The first line from `since` on that has all of `wanted`."""
        def found():
            return next((line for line in self.told(since)
                         if all(line.get(name) == value for name, value in wanted.items())), None)
        try:
            return wait(found, f"the app to say {wanted}", seconds)
        except AssertionError as error:
            tail = pathlib.Path(self.child.log).read_text(errors="replace")[-2000:]
            raise AssertionError(f"{error}; it said {self.told(since)}\n{tail}") from None

    def exit_code(self, seconds=30):
        return self.child.process.wait(seconds)
