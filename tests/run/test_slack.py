"""Real-token mode, with a twin started by hand in Slack's place."""

import pathlib
import re
import subprocess
import unittest

from running import ROOT, Running, run

TOKENS = {"SLACK_APP_TOKEN": "xapp-1-A0TWIN-1-twin", "SLACK_BOT_TOKEN": "xoxb-0-twin-0"}


class RealTokens(unittest.TestCase):
    def setUp(self):
        self.twin = subprocess.Popen([ROOT / "build/bin/slack-twin", "--port", "0"], text=True,
                                     stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.addCleanup(self.twin.wait)
        self.addCleanup(self.twin.kill)
        self.addCleanup(self.twin.stdout.close)
        listening = self.twin.stdout.readline()
        self.page, self.api = re.match(r"listening web=(\S+)/ api=(\S+)", listening).groups()

    def test_it_connects_posts_and_keeps_the_tokens_to_itself(self):
        with Running(extra={**TOKENS, "SLACK_API_URL": self.api}) as running:
            self.assertTrue(running.line("workspace +.*T0TWIN"))
            self.assertTrue(running.line("scope +.*: (not )?granted"))
            self.assertTrue(running.line("^Warning: the embedded broker forgets"))
            self.assertTrue(running.line("^Ready. In Slack, type /sticker search 고양이"))
            self.assertNotIn("slack-twin", running.names())
            running.page = self.page
            running.post_a_sticker()
            running.wait_for_line("U0KIM")
            self.assert_nowhere(running)
            running.stop()
            self.assertFalse((running.state / "secret").exists())

    def assert_nowhere(self, running):
        """No token in the output, on a command line or in a file but the two in secret/."""
        said = "\n".join(running.lines)
        lines = "".join(self.command_lines())
        self.assertNotIn("고양이", said.split("Ready.")[1].split("\n", 1)[1])
        for token in TOKENS.values():
            self.assertNotIn(token, said)
            self.assertNotIn(token, lines)
            for file in running.state.rglob("*"):
                if file.is_file() and file.parent.name != "secret":
                    self.assertNotIn(token.encode(), file.read_bytes(), file)

    @staticmethod
    def command_lines():
        for file in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            try:
                yield file.read_text(errors="replace")
            except OSError:
                continue

    def test_a_token_that_slack_refuses_ends_it_before_anything_starts(self):
        done = run(extra={**TOKENS, "SLACK_BOT_TOKEN": "xoxb-9-9-9", "SLACK_API_URL": self.api})
        self.assertEqual(done.returncode, 2, done.stdout)
        self.assertIn("SLACK_BOT_TOKEN: Slack answers invalid_auth", done.stderr)
        self.assertNotIn("redis", done.stdout)


if __name__ == "__main__":
    unittest.main()
