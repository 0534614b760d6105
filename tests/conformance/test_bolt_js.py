"""Bolt for JavaScript, as released, against the twin."""

import os
import unittest

import cases
import stage

os.environ["NODE_PATH"] = str(stage.SDKS / "js/node_modules")


COMMAND = ("node", str(stage.HERE / "js/app.cjs"))


class BoltForJavaScript(cases.Connecting, cases.Acking, cases.Answering, cases.Calling,
                        cases.Waiting, cases.Stage):
    command = COMMAND


class BoltOverHttp(cases.Stage):
    """The same app in HTTP mode: Bolt checks the signature of every request."""

    command = COMMAND

    @classmethod
    def start_app(cls, **environment):
        app = super().start_app(SLACK_SIGNING_SECRET=stage.SIGNING_SECRET, **environment)
        cls.verified = cls.point_twin_at(app)
        return app

    @classmethod
    def point_twin_at(cls, app):
        port = app.says(ready=True)["port"]
        return cls.twin.order("mode", socket=False, url=f"http://127.0.0.1:{port}/slack/events")

    def test_its_request_url_is_verified(self):
        self.assertTrue(self.verified["verified"], self.verified)

    def test_a_signed_command_is_answered(self):
        self.assertTrue(self.say("/sticker reply over HTTP")["acked"])
        self.assertEqual(self.sees("over HTTP")["to"], stage.KIM)

    def test_a_signed_event_is_heard(self):
        self.say("@stickerbot by POST", channel=stage.TEAM)
        self.says(event="app_mention", text="<@U0BOT> by POST")

    def test_a_signed_press_is_answered(self):
        self.say("/sticker buttons pick over HTTP")
        ts = self.sees("pick over HTTP")["ts"]
        self.twin.order("press", user=stage.KIM, message=ts, action_id="replace")
        self.assertEqual(self.sees("chose one")["ts"], ts)

    def test_an_app_with_another_signing_secret_believes_nothing(self):
        other = stage.App(self.command, self.twin, self.folder, SLACK_SIGNING_SECRET="another")
        self.addCleanup(self.point_twin_at, self.app)
        self.addCleanup(other.stop)
        self.assertFalse(self.point_twin_at(other)["verified"])
        self.assertFalse(self.say("/sticker reply unbelievable")["acked"])
        self.assertFalse([line for line in other.told() if "command" in line])
        self.assertNotIn("unbelievable", self.twin.texts(stage.KIM, stage.GENERAL))


if __name__ == "__main__":
    unittest.main()
