"""A twin alone with a small app behind it, for what the sticker bot itself does not use (yet).

The app listens in HTTP mode, answers what its tests tell it to, and keeps what it was sent.
"""

import http.server
import json
import re
import subprocess
import threading
import urllib.parse
import urllib.request

from stack import ROOT, Stack

ADDRESS = re.compile(r"web=(http://127\.0\.0\.1:\d+/)")
TOKEN = "xoxb-0-twin-0"


class PracticeApp(Stack):
    """A Stack of two: open(), close(), url as there. answers: {payload type: f(payload) → dict}."""

    def __init__(self):
        super().__init__()
        self.url = ""
        self.answers = {}
        self.heard = []

    def open(self):
        app = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                answer = json.dumps(app.answer(body)).encode()
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        where = f"http://127.0.0.1:{self.server.server_port}/"
        self.process = subprocess.Popen([str(ROOT / "build/bin/slack-twin"), "--http", where],
                                        stdout=subprocess.PIPE, text=True)
        self.url = ADDRESS.search(self.process.stdout.readline()).group(1)
        return self

    def close(self):
        self.process.stdout.close()
        super().close()
        self.server.shutdown()
        self.server.server_close()

    def answer(self, body):
        if body.startswith("{"):
            payload = json.loads(body)
            if "challenge" in payload:
                return {"challenge": payload["challenge"]}
            payload = payload["event"]
        else:
            fields = dict(urllib.parse.parse_qsl(body))
            payload = json.loads(fields["payload"]) if "payload" in fields else fields
        self.heard.append(payload)
        answer = self.answers.get(payload.get("type", "command"))
        return (answer(payload) if answer else None) or {}

    def last(self, kind):
        return next((one for one in reversed(self.heard) if one.get("type") == kind), None)

    def call(self, method, **arguments):
        request = urllib.request.Request(
            f"{self.url}api/{method}", json.dumps(arguments).encode(),
            {"content-type": "application/json; charset=utf-8", "authorization": f"Bearer {TOKEN}"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            found = json.load(answer)
        if not found["ok"]:
            raise AssertionError(f"{method}: {found}")
        return found
