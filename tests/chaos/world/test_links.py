"""A link, before something that answers with what it is sent."""

import contextlib
import socket
import socketserver
import threading
import unittest

from world.links import Links


class Echo(socketserver.BaseRequestHandler):
    def handle(self):
        while data := self.request.recv(100):
            self.request.sendall(data)


class LinkTest(unittest.TestCase):
    def setUp(self):
        stack = self.enterContext(contextlib.ExitStack())
        server = stack.enter_context(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Echo))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        stack.callback(server.shutdown)
        self.links = Links()
        stack.callback(self.links.close)
        self.port = self.links.add("echo", server.server_address[1])

    def connect(self):
        return self.enterContext(socket.create_connection(("127.0.0.1", self.port), 5))

    def says(self, line, text=b"x"):
        line.sendall(text)
        return line.recv(100)

    def test_what_is_sent_passes_both_ways(self):
        self.assertEqual(self.says(self.connect(), b"hello"), b"hello")

    def test_a_cut_ends_what_stands_and_nothing_else(self):
        line = self.connect()
        self.says(line)
        self.links.cut("echo")
        with contextlib.suppress(ConnectionError):
            self.assertEqual(line.recv(1), b"")
        self.assertEqual(self.says(self.connect()), b"x")

    def test_a_refused_link_takes_nobody_until_it_is_healed(self):
        self.links.refuse("echo", True)
        with self.assertRaises(ConnectionError):
            self.connect()
        self.links.heal()
        self.assertEqual(self.says(self.connect()), b"x")

    def test_a_held_link_passes_it_later(self):
        line = self.connect()
        self.says(line)
        self.links.hold("echo", True)
        line.sendall(b"late")
        line.settimeout(0.2)
        with self.assertRaises(TimeoutError):
            line.recv(100)
        self.links.hold("echo", False)
        line.settimeout(5)
        self.assertEqual(line.recv(100), b"late")


if __name__ == "__main__":
    unittest.main()
