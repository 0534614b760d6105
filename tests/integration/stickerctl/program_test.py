"""stickerctl as people call it: words, exit codes, and a manifest that a YAML reader takes."""
import json
import os
import pathlib
import subprocess
import sys
import time
import unittest
import urllib.parse

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
            for command in manifest["features"]["slash_commands"]:
                self.assertLessEqual(len(command["command"]), 32)
                self.assertLessEqual(len(command["description"]), 2000)
                self.assertLessEqual(len(command["usage_hint"]), 1000)
                self.assertNotIn("url", command)
            self.assertTrue(manifest["settings"]["interactivity"]["is_enabled"])
            self.assertTrue(manifest["settings"]["socket_mode_enabled"])
            scopes = manifest["oauth_config"]["scopes"]
            self.assertLessEqual({"commands", "chat:write", "app_mentions:read", "im:history"}, set(scopes["bot"]))
            self.assertEqual(manifest["settings"]["event_subscriptions"], {"bot_events": ["app_mention", "message.im"]})
            self.assertFalse(manifest["features"]["app_home"]["messages_tab_read_only_enabled"])
            self.assertLessEqual(set(scopes["bot_optional"]), set(scopes["bot"]))

    def test_http_mode_names_the_address(self):
        manifest = self.read("--http", "https://bot.example/", "--command", "/짤")
        url = "https://bot.example/slack/events"
        self.assertEqual(manifest["settings"]["interactivity"]["request_url"], url)
        self.assertEqual(manifest["settings"]["interactivity"]["message_menu_options_url"], url)
        self.assertEqual(manifest["settings"]["event_subscriptions"]["request_url"], url)
        self.assertEqual(manifest["features"]["slash_commands"][0]["url"], url)
        self.assertFalse(manifest["settings"]["socket_mode_enabled"])

    def test_the_link_opens_with_the_same_manifest(self):
        code, out, _ = call("manifest", "--lang", "ko", "--link")
        self.assertEqual(code, 0)
        address = urllib.parse.urlsplit(out.strip())
        self.assertEqual((address.netloc, address.path), ("api.slack.com", "/apps"))
        fields = urllib.parse.parse_qs(address.query)
        self.assertEqual(fields["new_app"], ["1"])
        self.assertEqual(yaml.safe_load(fields["manifest_yaml"][0]), self.read("--lang", "ko"))

    def test_refuses_what_slack_would_refuse_and_names_it(self):
        for words in (("--http", "http://bot.example"), ("--command", "sticker"), ("--command", b"/\xff"),
                      ("--command", "/two words", "--command", "/fine")):
            code, out, err = call("manifest", *words)
            self.assertEqual((code, out), (2, ""), words)
            self.assertTrue(err.startswith(words[0]) and err.count("\n") == 1, err)


class Usage(unittest.TestCase):
    def test_no_command_and_an_unknown_one_are_wrong_usage(self):
        self.assertEqual(call()[0], 2)
        self.assertEqual(call("dance")[0], 2)

    def test_a_stretch_that_cannot_be_is_refused_before_any_broker_is_asked(self):
        self.assertEqual(call("replay", "--from", "-2h")[0], 2)
        self.assertEqual(call("replay", "--from", "now", "--to", "-2h")[0], 2)
        self.assertEqual(call("replay", "--from", "1:9", "--to", "1:9")[0], 2)
        self.assertEqual(call("replay", "--from", "-2h", "--to", "now", "--sink", "slack")[0], 2)
        self.assertEqual(call("replay", "--from", "-2h", "--to", "now", "--type", "shout")[0], 2)
        self.assertEqual(call("replay", "--from", "-2h", "--to", "now", "--limit", "0")[0], 2)

    def test_without_a_broker_the_setting_is_named(self):
        for words in (("topics",), ("replay", "--from", "-2h", "--to", "now")):
            code, out, err = call(*words, settings={"KAFKA_BROKERS": "127.0.0.1:1"})
            self.assertEqual((code, out), (1, ""))
            self.assertTrue(err.startswith("KAFKA_BROKERS: 127.0.0.1:1 ") and err.count("\n") == 1, err)

    def test_help_names_nothing_that_is_not_there(self):
        _, out, _ = call("--help")
        for later in ("doctor", "trace", "dlq", "purge", "packs mirror"):
            self.assertNotIn(later, out)


class OnKafka(unittest.TestCase):
    def setUp(self):
        brokers = pathlib.Path(os.environ["STICKER_TEST_KAFKA_FILE"]).read_text(encoding="utf-8").strip()
        self.settings = {"KAFKA_BROKERS": brokers, "KAFKA_TOPIC_PREFIX": f"ctl{time.time_ns()}."}

    def test_topics_are_told_missing_made_once_and_as_documented(self):
        code, out, _ = call("topics", settings=self.settings)
        self.assertEqual((code, out.count("missing")), (1, 5), out)
        code, out, err = call("topics", "--create", settings=self.settings)
        self.assertEqual((code, err, out.count("made now")), (0, "", 5), out)
        code, out, _ = call("topics", "--create", "--json", settings=self.settings)
        self.assertEqual(code, 0)
        told = [json.loads(line) for line in out.splitlines()]
        self.assertEqual([topic["partitions"] for topic in told], [12, 12, 3, 12, 3])
        self.assertEqual({(topic["made"], topic["fault"]) for topic in told}, {(False, "")})

    def test_replay_tells_of_missing_topics_and_of_empty_ones(self):
        code, _, err = call("replay", "--from", "-2h", "--to", "now", settings=self.settings)
        self.assertEqual(code, 1)
        self.assertIn("KAFKA_TOPIC_PREFIX: there is no topic ", err)
        self.assertEqual(call("topics", "--create", settings=self.settings)[0], 0)
        code, out, err = call("replay", "--from", "-2h", "--to", "now", settings=self.settings)
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(out.splitlines()[-1], "0 of 0 events decided")


if __name__ == "__main__":
    unittest.main()
