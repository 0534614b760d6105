"""What ./run refuses, before anything is built or started."""

import pathlib
import socket
import tempfile
import unittest

from running import run

APP, BOT = "xapp-1-A0-2-abc", "xoxb-1-2-3"


class Refuse(unittest.TestCase):
    def refused(self, words, *arguments, extra=None):
        done = run(*arguments, extra=extra, timeout=20)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertIn(words, done.stderr)
        self.assertEqual(done.stdout, "")
        for token in (APP, BOT):
            self.assertNotIn(token, done.stderr)

    def test_one_token_alone_names_the_other(self):
        self.refused("SLACK_APP_TOKEN: missing", extra={"SLACK_BOT_TOKEN": BOT})
        self.refused("SLACK_BOT_TOKEN: missing", extra={"SLACK_APP_TOKEN": APP})

    def test_tokens_in_each_others_place(self):
        self.refused("SLACK_APP_TOKEN: not an app-level token",
                     extra={"SLACK_APP_TOKEN": BOT, "SLACK_BOT_TOKEN": APP})

    def test_the_check_is_never_played_into_a_real_workspace(self):
        both = {"SLACK_APP_TOKEN": APP, "SLACK_BOT_TOKEN": BOT}
        for flags in (("--once",), ("--say", "/sticker help")):
            self.refused("not for a real workspace", *flags, extra=both)

    def test_unknown_flags_and_values(self):
        self.refused("unknown option --twice", "--twice")
        self.refused("--port needs a value", "--port")
        self.refused("not a number", "--port", "http")

    def test_a_port_in_use_is_named(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            self.refused(f"port {port} is in use", "--port", port)

    def test_an_env_file_is_read_and_never_executed(self):
        with tempfile.TemporaryDirectory() as folder:
            proof = pathlib.Path(folder, "executed")
            file = pathlib.Path(folder, "env")
            file.write_text(f'# tokens\nexport SLACK_BOT_TOKEN="{BOT}"\r\n'
                            f"SLACK_SUPPORT=$(touch {proof})\ntouch {proof}\nPATH=/nowhere\n")
            self.refused("SLACK_APP_TOKEN: missing", extra={"RUN_ENV_FILE": str(file)})
            self.refused("line 4 is not a setting of ours", extra={"RUN_ENV_FILE": str(file)})
            self.assertFalse(proof.exists())


if __name__ == "__main__":
    unittest.main()
