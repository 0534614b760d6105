"""./run --once, in each of its modes: one sticker, posted once, and nothing left."""

import json
import unittest

from running import ROOT, processes_under, run


class Once(unittest.TestCase):
    def once(self, *arguments):
        done = run("--once", *arguments)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        result = json.loads(done.stdout.splitlines()[-1])
        self.assertEqual(result["posts"], 1)
        self.assertGreaterEqual(result["previews"], 3)
        self.assertLess(result["ack_ms"], 3000)
        self.assertTrue(result["posted"])
        self.assertEqual(processes_under(ROOT / ".run"), [])
        return result

    def test_embedded_broker_and_socket_mode_are_the_default(self):
        result = self.once()
        self.assertEqual((result["broker"], result["transport"]), ("embedded", "socket"))
        self.assertEqual(result["said"], "/sticker search 고양이")

    def test_what_is_typed_can_be_chosen(self):
        self.assertEqual(self.once("--say", "/sticker search happy")["said"], "/sticker search happy")

    def test_http_mode(self):
        self.assertEqual(self.once("--http")["transport"], "http")

    def test_real_kafka(self):
        self.assertEqual(self.once("--kafka")["broker"], "kafka")

    def test_a_search_that_finds_nothing_is_a_failure(self):
        done = run("--once", "--say", "/sticker help")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(json.loads(done.stdout.splitlines()[-1])["posts"], 0)


if __name__ == "__main__":
    unittest.main()
