"""The whole path under the page: Redis, broker, twin and the three services, as ./run starts them.

TWIN_URL=http://127.0.0.1:N/ takes a stack that is up already and leaves it alone.
"""

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

START_SECONDS = 240
STOP_SECONDS = 20
# Said once everything is ready and ./run's own check is over.
ADDRESS = re.compile(r"^The page: (http://127\.0\.0\.1:\d+/)")


class Stack:
    """Start with open(), stop with close(). `url` ends in a slash."""

    def __init__(self):
        self.url = os.environ.get("TWIN_URL", "")
        self.process = None
        self.lines = []

    def open(self):
        if not self.url:
            self._start()
        self.wait(lambda: not self.world()["socket_mode"] or self.world()["connections"] > 0,
                  "the bot to connect")
        return self

    def _start(self):
        found = threading.Event()
        local = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
        self.process = subprocess.Popen(
            [str(ROOT / "run"), "--no-install", "--port", "0"], cwd=ROOT, text=True, env=local,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True)
        threading.Thread(target=self._read, args=(found,), daemon=True).start()
        if not found.wait(START_SECONDS) or not self.url:
            self.close()
            raise RuntimeError("./run gave no page; its last lines:\n" + "".join(self.lines[-30:]))

    def _read(self, found):
        for line in self.process.stdout:
            self.lines.append(line)
            address = ADDRESS.search(line)
            if address and not self.url:
                self.url = address.group(1)
                found.set()
        found.set()

    def close(self):
        if not self.process:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def get(self, path):
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            return json.load(answer)

    def post(self, path, body):
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(),
                                         {"content-type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or "{}")

    def world(self):
        return self.get("twin/world")

    def see(self, user, channel):
        return self.get(f"twin/see?user={user}&channel={channel}")["messages"]

    @staticmethod
    def wait(condition, what, seconds=30):
        return until(condition, what, seconds)
