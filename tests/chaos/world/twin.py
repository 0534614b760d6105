"""The local Slack: what the harness asks of it."""

import json
import urllib.error
import urllib.request

from world.programs import PROGRAMS, Program, bare_environment

PATIENCE_S = 60  # far beyond Slack's 3 s: the machine may be busy


class Twin:
    def __init__(self, folder):
        self.program = Program("slack-twin", [PROGRAMS / "slack-twin", "--port", "0"],
                               bare_environment(LANG="C.UTF-8"), folder)
        self.web, self.api = self.program.says("web"), self.program.says("api")

    def get(self, path):
        return self._ask(f"{self.web}twin/{path}")

    def order(self, call, **body):
        """The answer, or None where the twin finds that the member cannot do that (any more)."""
        request = urllib.request.Request(f"{self.web}twin/{call}", json.dumps(body).encode(),
                                         {"content-type": "application/json"})
        try:
            return json.loads(self._ask(request) or "{}")
        except urllib.error.HTTPError as error:
            if error.code in (400, 404):
                return None
            raise

    # The twin closes a connection on which nothing came for a second, as when this machine is too
    # busy to send what it has connected for: nothing was read of it then.
    @staticmethod
    def _ask(request):
        for last in (False, False, True):
            try:
                with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                    return answer.read().decode()
            except (ConnectionError, urllib.error.URLError) as error:
                reset = isinstance(getattr(error, "reason", error), ConnectionError)
                if last or not reset:
                    raise

    def fault(self, **body):
        self.order("faults", **body)

    def world(self):
        return json.loads(self.get("world"))

    def ledger(self):
        return [json.loads(line) for line in self.get("ledger").splitlines()]

    def see(self, user, channel):
        return json.loads(self.get(f"see?user={user}&channel={channel}"))["messages"]

    def modals(self, user, channel):
        """What that member, who can see the channel, has open, bottom first."""
        return json.loads(self.get(f"see?user={user}&channel={channel}"))["modals"]

    def directs(self):
        """{channel: member} of the DMs with the bot."""
        return {c["id"]: c["members"][0] for c in self.world()["channels"]
                if c["type"] == "im" and c["bot_member"]}

    def close(self):
        self.program.close()
