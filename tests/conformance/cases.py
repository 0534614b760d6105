"""What an app made with one of Slack's SDKs must meet on the twin as it would on Slack. Each case
looks from three sides: what the member sees, what Slack (the ledger) saw, what the SDK told its
app."""

import datetime
import pathlib
import signal
import tempfile
import unittest

from stage import (BOT_DM, BOT_TOKEN, GENERAL, KIM, LEE, TEAM, App, Twin, need_sdks, wait)

QUICK_MS, ACK_DEADLINE_MS = 1, 3000
CLOCK_S = 0.01  # the ledger tells whole milliseconds of the time of day, limits count steady ones


class Stage(unittest.TestCase):
    """One twin and one app a class. `command` starts the app."""

    command = ()

    @classmethod
    def setUpClass(cls):
        need_sdks()
        folder = tempfile.TemporaryDirectory(prefix="conformance-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.twin = Twin(cls.folder)
        cls.addClassCleanup(cls.twin.stop)
        cls.twin.order("world", channel_ms=QUICK_MS)
        cls.app = cls.start_app()
        cls.app.says(ready=True)

    @classmethod
    def start_app(cls, **environment):
        app = App(cls.command, cls.twin, cls.folder, **environment)
        cls.addClassCleanup(app.stop)
        return app

    def setUp(self):
        self.mark, self.lines = self.twin.mark(), self.app.mark()

    def say(self, text, user=KIM, channel=GENERAL):
        return self.twin.order("say", user=user, channel=channel, text=text)

    def says(self, **wanted):
        return self.app.says(self.lines, **wanted)

    def ledger(self, kind):
        return self.twin.ledger(kind, self.mark)

    def calls(self, method):
        return [call for call in self.ledger("call") if call["method"] == method]

    def sees(self, text, user=KIM, channel=GENERAL):
        return wait(lambda: next((m for m in self.twin.see(user, channel) if m["text"] == text),
                                 None), f"{user} to see {text!r} in {channel}")


class Connecting:
    def test_it_connects_with_its_two_tokens(self):
        calls = self.twin.ledger("call")
        self.assertTrue(any(c["method"] == "apps.connections.open" and c["ok"] for c in calls))
        wait(lambda: self.twin.world()["connections"] == 1, "its socket")

    def test_a_refresh_brings_a_new_socket_that_is_served(self):
        for reason in "refresh_requested", "warning":
            with self.subTest(reason):
                before = len(self.calls("apps.connections.open"))
                self.assertEqual(self.twin.order("faults", method="socket", times=1,
                                                 disconnect=reason)["sockets"], 1)
                wait(lambda: len(self.calls("apps.connections.open")) > before, "a new socket", 60)
                wait(self.one_fresh_socket, "the old socket to be gone", 60)
                text = f"after {reason}"
                self.say(f"@stickerbot {text}", channel=TEAM)
                self.says(event="app_mention", text=f"<@U0BOT> {text}")

    def one_fresh_socket(self):
        if self.twin.world()["connections"] != 1:
            return False
        answer = self.say("/sticker reply still there")
        return answer["acked"]

    def test_a_wrong_app_token_is_refused_in_slacks_words(self):
        app = self.start_app(SLACK_APP_TOKEN="xapp-1-A0NONE-1-none")
        self.assertEqual(app.says(ready=False)["error"], "invalid_auth")
        self.assertEqual(app.exit_code(), 1)

    def test_a_bot_token_in_the_app_tokens_place_is_refused(self):
        self.start_app(SLACK_APP_TOKEN=BOT_TOKEN)
        self.refused("apps.connections.open", "not_allowed_token_type")

    def test_a_wrong_bot_token_is_refused_in_slacks_words(self):
        # On a twin of its own: the app may well hold a socket, as its app token is right.
        self.twin = Twin(self.folder)
        self.addCleanup(self.twin.stop)
        self.mark = 0
        app = App(self.command, self.twin, self.folder, SLACK_BOT_TOKEN="xoxb-9-none-9")
        self.addCleanup(app.stop)
        self.refused("auth.test", "invalid_auth")

    def refused(self, method, error):
        wait(lambda: [c for c in self.calls(method) if c["error"] == error],
             f"{error} for {method}")


class Acking:
    def test_an_event_is_acked_in_time_and_arrives_once(self):
        answer = self.say("@stickerbot good morning", LEE, TEAM)
        self.assertTrue(answer["acked"], answer)
        self.assertLess(answer["ack_ms"], ACK_DEADLINE_MS)
        self.assertFalse(self.says(event="app_mention").get("retry"))
        (envelope,) = self.ledger("envelope")
        self.assertEqual((envelope["type"], envelope["attempt"]), ("events_api", 0))

    def test_a_mention_where_the_bot_is_no_member_stays_unheard(self):
        self.assertIsNone(self.say("@stickerbot can you hear me", channel=GENERAL)["acked"])
        self.assertEqual(self.ledger("envelope"), [])

    def test_a_direct_message_arrives_as_one(self):
        self.say("hello there", channel=BOT_DM)
        self.says(event="message.im", text="hello there")

    def test_an_app_that_stalls_acks_too_late_and_gets_the_event_again(self):
        self.app.child.signal(signal.SIGSTOP)
        try:
            answer = self.say("@stickerbot are you asleep", channel=TEAM)
            self.assertFalse(answer["acked"], answer)
            wait(lambda: len(self.ledger("envelope")) == 2, "the first repeat")
        finally:
            self.app.child.signal(signal.SIGCONT)
        again = self.says(event="app_mention", why="timeout")
        self.assertEqual(again["text"], "<@U0BOT> are you asleep")
        first, *_, last = wait(self.repeat_acked, "the repeat's ack", 90)
        self.assertEqual((first["attempt"], first["acked_ms"]), (0, None))
        self.assertGreaterEqual(last["attempt"], 1)
        self.assertNotEqual(first["id"], last["id"])

    def repeat_acked(self):
        envelopes = self.ledger("envelope")
        return envelopes if envelopes[-1]["acked_ms"] is not None else None

    def test_a_late_ack_of_a_command_counts_for_nothing(self):
        answer = self.say("/sticker late too late")
        self.assertFalse(answer["acked"], answer)
        self.says(acked="late")
        (envelope,) = self.ledger("envelope")
        self.assertIsNone(envelope["acked_ms"])
        texts = self.twin.texts(KIM, GENERAL)
        self.assertIn('/sticker failed with the error "operation_timeout"', texts)
        self.assertNotIn("too late", texts)


class Answering:
    def test_the_reply_in_a_commands_ack_is_seen_by_its_member_alone(self):
        answer = self.say("/sticker reply just for you")
        self.assertTrue(answer["acked"], answer)
        self.assertEqual(self.says(command="reply")["user"], KIM)
        self.assertEqual(self.sees("just for you")["to"], KIM)
        self.assertNotIn("just for you", self.twin.texts(LEE, GENERAL))

    def test_a_reply_in_channel_is_seen_by_all_with_the_command(self):
        self.say("/sticker shout for everyone")
        for user in KIM, LEE:
            self.sees("for everyone", user)
            self.sees("/sticker shout for everyone", user)

    def test_a_response_url_is_good_for_five_uses(self):
        self.say("/sticker respond 6", LEE)
        uses = wait(lambda: self.ended("response_url", 6), "six uses")
        self.assertEqual([use["ok"] for use in uses], [True] * 5 + [False], uses)
        self.assertEqual(uses[5]["status"], 404)
        texts = self.twin.texts(LEE, GENERAL)
        self.assertIn("use 5", texts)
        self.assertNotIn("use 6", texts)

    def ended(self, call, count):
        lines = [l for l in self.app.told(self.lines) if l.get("call") == call]
        return lines if len(lines) >= count else None

    def test_a_button_replaces_the_private_message_it_stands_in(self):
        self.say("/sticker buttons pick one")
        ts = self.sees("pick one")["ts"]
        pressed = self.twin.order("press", user=KIM, message=ts, label="Replace it")
        self.assertTrue(pressed["acked"], pressed)
        self.assertEqual(self.says(action="replace")["value"], "one")
        self.assertEqual(self.sees("chose one")["ts"], ts)
        self.assertNotIn("pick one", self.twin.texts(KIM, GENERAL))

    def test_a_button_removes_the_private_message_it_stands_in(self):
        self.say("/sticker buttons go away")
        ts = self.sees("go away")["ts"]
        self.twin.order("press", user=KIM, message=ts, action_id="remove")
        self.assertTrue(self.says(call="response_url")["ok"])
        self.assertNotIn("go away", self.twin.texts(KIM, GENERAL))


class Calling:
    def test_a_posted_message_is_seen_and_its_ts_comes_back(self):
        self.say(f"/sticker post {TEAM} good news")
        ts = self.says(call="chat.postMessage", ok=True)["ts"]
        self.assertEqual(self.sees("good news", LEE, TEAM)["ts"], ts)

    def test_a_mention_is_answered_in_its_channel(self):
        self.say("@stickerbot please answer", LEE, TEAM)
        self.says(call="say", ok=True)
        self.sees(f"heard {LEE}", KIM, TEAM)

    def test_a_message_is_edited_and_another_deleted(self):
        self.say(f"/sticker edit {TEAM}")
        self.says(call="chat.update", ok=True)
        self.says(call="chat.delete", ok=True)
        self.assertTrue(self.sees("the final words", LEE, TEAM)["edited"])
        texts = self.twin.texts(LEE, TEAM)
        self.assertNotIn("a draft", texts)
        self.assertNotIn("a slip of the pen", texts)

    def test_an_ephemeral_message_is_seen_by_its_member_alone(self):
        self.say("/sticker whisper psst", channel=TEAM)
        ts = self.says(call="chat.postEphemeral", ok=True)["message_ts"]
        self.assertEqual(self.sees("psst", KIM, TEAM)["ts"], ts)
        self.assertNotIn("psst", self.twin.texts(LEE, TEAM))

    def test_an_ephemeral_message_needs_the_bot_in_the_channel(self):
        self.say("/sticker whisper psst", channel=GENERAL)
        self.assertEqual(self.says(call="chat.postEphemeral")["error"], "not_in_channel")

    def test_an_unknown_channel_is_refused_in_slacks_words(self):
        self.say("/sticker post C0NONE hello")
        self.assertEqual(self.says(call="chat.postMessage")["error"], "channel_not_found")

    def test_wrong_blocks_are_refused_with_the_place_of_each_fault(self):
        self.say(f"/sticker broken {TEAM}")
        refused = self.says(call="chat.postMessage", ok=False)
        self.assertEqual(refused["error"], "invalid_blocks")
        self.assertTrue(any("/blocks/0/elements/0/text" in m for m in refused["messages"]), refused)
        self.assertTrue(any("alt_text" in m and "/blocks/1" in m for m in refused["messages"]),
                        refused)

    def test_a_member_is_looked_up(self):
        self.say(f"/sticker who {KIM}")
        self.says(call="users.info", ok=True)
        self.assertEqual(self.says(who="김지민").get("who"), "김지민")

    def test_a_missing_scope_is_named(self):
        granted = self.twin.world()["scopes"]
        self.twin.order("world", scopes=[s for s in granted if s != "chat:write"])
        self.addCleanup(self.twin.order, "world", scopes=granted)
        self.say(f"/sticker post {TEAM} hello")
        refused = self.says(call="chat.postMessage", ok=False)
        self.assertEqual((refused["error"], refused["needed"]), ("missing_scope", "chat:write"))


class Waiting:
    def test_a_429_is_waited_for_as_long_as_it_says_and_the_message_arrives_once(self):
        self.twin.order("faults", method="chat.postMessage", times=1, status=429, retry_after=2)
        self.say(f"/sticker post {TEAM} after a pause")
        self.says(call="chat.postMessage", ok=True)
        refused, done = self.calls("chat.postMessage")
        self.assertEqual((refused["ok"], refused["status"], refused["retry_after"]),
                         (False, 429, 2))
        self.assertTrue(done["ok"])
        self.assertGreaterEqual(seconds_between(refused, done), 2 - CLOCK_S)
        self.assertEqual(self.twin.texts(LEE, TEAM).count("after a pause"), 1)

    def test_one_message_a_second_and_channel_is_kept_by_the_sdks_own_retry(self):
        self.twin.order("world", channel_ms=1000)
        self.addCleanup(self.twin.order, "world", channel_ms=QUICK_MS)
        for number in range(3):
            self.say(f"/sticker post {TEAM} number {number}")
        for number in range(3):
            self.sees(f"number {number}", LEE, TEAM)
        calls = self.calls("chat.postMessage")
        self.assertTrue(any(not c["ok"] and c["status"] == 429 for c in calls), calls)
        posted = [c for c in calls if c["ok"]]
        self.assertEqual(len(posted), 3)
        self.assertGreaterEqual(seconds_between(posted[0], posted[2]), 2 - CLOCK_S)


def seconds_between(first, second):
    at = [datetime.datetime.fromisoformat(line["at"].replace("Z", "+00:00"))
          for line in (first, second)]
    return (at[1] - at[0]).total_seconds()
