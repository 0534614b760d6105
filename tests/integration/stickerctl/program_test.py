"""stickerctl as people call it: words, exit codes, and a manifest that a YAML reader takes."""
import json
import pathlib
import subprocess
import sys
import unittest

import yaml

PROGRAM = pathlib.Path(sys.argv.pop())
WITHOUT_SETTINGS = {"PATH": "/usr/bin:/bin"}


def call(*words, settings=None, given=None):
    done = subprocess.run([PROGRAM, *words], capture_output=True, check=False, input=given, timeout=60,
                          env={**WITHOUT_SETTINGS, **(settings or {})})
    return done.returncode, done.stdout.decode(), done.stderr.decode()


class Search(unittest.TestCase):
    def test_needs_no_setting_and_finds_cats(self):
        code, out, err = call("search", "--json", "--limit", "2", "고양이", "cat")
        self.assertEqual((code, err), (0, ""))
        answers = [json.loads(line) for line in out.splitlines()]
        self.assertEqual([answer["query"] for answer in answers], ["고양이", "cat"])
        for answer in answers:
            self.assertEqual(len(answer["results"]), 2)
            self.assertEqual(set(answer["results"][0]), {"id", "emoji", "score", "why"})

    def test_reads_one_query_a_line_and_any_bytes(self):
        code, out, _ = call("search", "--json", given="고양이\n\n".encode() + b"\xff\x00\n")
        self.assertEqual(code, 0)
        self.assertEqual(len([json.loads(line) for line in out.splitlines()]), 3)

    def test_says_what_is_wrong_with_a_flag_or_a_pack(self):
        self.assertEqual(call("search", "--limit", "many", "x")[0], 2)
        self.assertEqual(call("search", "--lang", "fr", "x")[0], 2)
        code, _, err = call("search", "x", settings={"STICKER_PACKS": "tests/data/bad-pack"})
        self.assertEqual(code, 2)
        self.assertRegex(err, r"stickers\.jsonl:\d+: ")


class Manifest(unittest.TestCase):
    def read(self, *words):
        code, out, err = call("manifest", *words)
        self.assertEqual((code, err), (0, ""))
        return yaml.safe_load(out)

    def test_is_what_slack_takes(self):
        for lang in ("ko", "en"):
            manifest = self.read("--lang", lang)
            self.assertLessEqual(len(manifest["display_information"]["name"]), 35)
            self.assertLessEqual(len(manifest["display_information"]["description"]), 140)
            self.assertRegex(manifest["features"]["bot_user"]["display_name"], r"^[a-z0-9._-]{1,80}$")
            self.assertEqual([c["command"] for c in manifest["features"]["slash_commands"]], ["/sticker", "/스티커"])
            scopes = manifest["oauth_config"]["scopes"]
            self.assertLessEqual(set(scopes["bot_optional"]), set(scopes["bot"]))

    def test_http_mode_names_the_address(self):
        manifest = self.read("--http", "https://bot.example/", "--command", "/짤")
        url = "https://bot.example/slack/events"
        self.assertEqual(manifest["settings"]["interactivity"]["request_url"], url)
        self.assertEqual(manifest["features"]["slash_commands"][0]["url"], url)
        self.assertFalse(manifest["settings"]["socket_mode_enabled"])

    def test_refuses_what_slack_would_refuse(self):
        self.assertEqual(call("manifest", "--http", "http://bot.example")[0], 2)
        self.assertEqual(call("manifest", "--command", "sticker")[0], 2)


class Usage(unittest.TestCase):
    def test_no_command_and_an_unknown_one_are_wrong_usage(self):
        self.assertEqual(call()[0], 2)
        self.assertEqual(call("dance")[0], 2)
        self.assertEqual(call("replay", "--from", "-2h")[0], 2)
        self.assertEqual(call("replay", "--from", "-2h", "--to", "now", "--sink", "slack")[0], 2)

    def test_without_a_broker_topics_says_so(self):
        code, _, err = call("topics", settings={"KAFKA_BROKERS": "127.0.0.1:1"})
        self.assertEqual(code, 1)
        self.assertIn("127.0.0.1:1", err)


if __name__ == "__main__":
    unittest.main()
