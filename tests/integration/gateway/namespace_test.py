"""Socket Mode behind a firewall: the three services in a network namespace without any interface but
the loopback. Nothing comes in; one relay goes out, to the local Slack or to a proxy, to nothing else.
"""

import json
import os
import pathlib
import socket
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse
import urllib.request

from namespace_door import Door, pump

HERE = pathlib.Path(__file__).resolve().parent
BINARIES = sys.argv.pop()
# A process namespace too: whatever ends this test, nothing of it stays.
UNSHARE = ["unshare", "--map-root-user", "--net", "--pid", "--fork", "--kill-child"]
PERMITTED = subprocess.run([*UNSHARE, "true"], capture_output=True, check=False).returncode == 0
LOOPBACK = {"0100007F", "00000000000000000000000001000000"}  # 127.0.0.1 and ::1
KIM, TEAM = "U0KIM", "C0TEAM"


class Proxy(socketserver.ThreadingTCPServer):
    """CONNECT, and requests in absolute form; notes the first line of each."""
    daemon_threads = True

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            head = b""
            while b"\r\n\r\n" not in head:
                more = self.request.recv(65536)
                if not more:
                    return
                head += more
            method, target, _ = head.split(b"\r\n", 1)[0].decode().split(" ")
            self.server.lines.append(f"{method} {target}")
            url = urllib.parse.urlsplit(target if "://" in target else "//" + target)
            way = socket.create_connection((url.hostname, url.port))
            if method == "CONNECT":
                self.request.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                line = f"{method} {url.path} HTTP/1.1\r\nConnection: close\r\n".encode()
                rest = head.split(b"\r\n", 1)[1].replace(b"Connection: keep-alive\r\n", b"")
                way.sendall(line + rest)
            pump(self.request, way)

    def __init__(self):
        super().__init__(("127.0.0.1", 0), self.Handler)
        self.lines = []


class Twin:
    def __init__(self):
        self.process = subprocess.Popen([BINARIES + "/slack-twin"], stdout=subprocess.PIPE, text=True)
        parts = dict(part.split("=") for part in self.process.stdout.readline().split()[1:])
        self.web, self.api = parts["web"], parts["api"]
        answer = self.call("api/apps.connections.open", {}, "xapp-1-A0TWIN-1-twin")
        self.ports = [urllib.parse.urlsplit(url).port for url in (self.api, answer["url"])]

    def call(self, path, body=None, token=""):
        request = urllib.request.Request(
            self.web + path, None if body is None else json.dumps(body).encode(),
            {"content-type": "application/json; charset=utf-8", "authorization": "Bearer " + token})
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10) as answer:
            return json.load(answer)

    def posted(self):
        seen = self.call(f"twin/see?user={KIM}&channel={TEAM}")["messages"]
        return [message for message in seen if message["to"] == "all"]

    def previews(self):
        seen = self.call(f"twin/see?user={KIM}&channel={TEAM}")["messages"]
        return [message for message in seen if message["to"] == KIM]

    def close(self):
        self.process.terminate()
        self.process.wait(20)
        self.process.stdout.close()


@unittest.skipUnless(PERMITTED, "unshare may make no network namespace here")
class Namespace(unittest.TestCase):
    def setUp(self):
        self.twin = Twin()
        self.addCleanup(self.twin.close)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.door_path = os.path.join(folder.name, "door")

    def wait(self, condition, what):
        deadline = time.monotonic() + 30
        while not (value := condition()):
            self.assertLess(time.monotonic(), deadline, "waited for " + what)
            time.sleep(0.05)
        return value

    def posts_a_sticker(self, ports, **settings):
        door = Door(self.door_path, ports)
        self.addCleanup(door.close)
        pairs = {"SLACK_API_URL": self.twin.api, "SLACK_APP_TOKEN": "xapp-1-A0TWIN-1-twin",
                 "SLACK_BOT_TOKEN": "xoxb-0-twin-0", **settings}
        inside = subprocess.Popen(
            [*UNSHARE, sys.executable, "-B", str(HERE / "namespace_inside.py"), BINARIES, self.door_path,
             ",".join(map(str, ports)), *(f"{name}={value}" for name, value in pairs.items())],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            line = inside.stdout.readline()
            self.assertTrue(line, "the services did not become ready")
            found = json.loads(line)
            self.assertEqual(found["outside"], "ENETUNREACH")
            self.assertLessEqual(set(found["listeners"]), LOOPBACK, "listens on an outside address")
            said = self.twin.call("twin/say", {"user": KIM, "channel": TEAM, "text": "/sticker search 고양이"})
            self.assertTrue(said["acked"])
            preview = self.wait(self.twin.previews, "the previews")[-1]
            button = next(element for block in preview["blocks"] if block["type"] == "actions"
                          for element in block["elements"])
            self.twin.call("twin/press", {"user": KIM, "message": "last", "action_id": button["action_id"]})
            self.assertEqual(len(self.wait(self.twin.posted, "the post")), 1)
            self.assertLessEqual(set(door.asked), set(ports))
        finally:
            inside.communicate("", timeout=60)
        self.assertEqual(inside.returncode, 0)

    def test_posts_a_sticker_with_nothing_but_slack_to_reach(self):
        self.posts_a_sticker(self.twin.ports)

    def test_posts_a_sticker_with_nothing_but_the_proxy_to_reach(self):
        proxy = Proxy()
        self.addCleanup(proxy.server_close)
        self.addCleanup(proxy.shutdown)
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        port = proxy.server_address[1]
        self.posts_a_sticker([port], HTTPS_PROXY=f"http://127.0.0.1:{port}")
        self.assertTrue([line for line in proxy.lines if line.startswith("CONNECT ")], "the WebSocket")
        self.assertTrue([line for line in proxy.lines if "chat.postMessage" in line], "the post")


if __name__ == "__main__":
    unittest.main(verbosity=2)
