"""Twin, Redis, Kafka, and two of each service, each with the settings that ./run gives it."""

import time

from world.links import Links
from world.programs import PROGRAMS, Program, bare_environment, wait
from world.stores import Kafka, Redis
from world.twin import Twin

KINDS = ("poster", "worker", "gateway")  # the one that pulls work comes last
READY_S = 120
SERVICES = [f"{kind}-{n}" for kind in KINDS for n in (0, 1)]


class Stack:
    def __init__(self, folder):
        self.folder, self.parts = folder, []
        try:
            self.twin = self._part(Twin(folder))
            self.redis = self._part(Redis(folder))
            self.links = self._part(Links())
            self.kafka = self._part(Kafka(folder, self.links))
            self.services = {name: self._part(self._service(name)) for name in SERVICES}
            self.await_ready()
        except BaseException:
            self.close()
            raise

    def _part(self, part):
        self.parts.append(part)
        return part

    # Each service has a link to Redis of its own; the broker advertises one address for all.
    def _service(self, name):
        redis = self.links.add(f"redis/{name}", self.redis.port)
        settings = bare_environment(
            ADMIN_ADDR="127.0.0.1:0", KAFKA_BROKERS=self.kafka.address, KAFKA_CREATE_TOPICS="true",
            REDIS_URL=f"redis://127.0.0.1:{redis}/0", LOG_FORMAT="json",
            SLACK_API_URL=self.twin.api, SLACK_APP_TOKEN="xapp-1-A0TWIN-1-twin",
            SLACK_BOT_TOKEN="xoxb-0-twin-0", SLACK_SIGNING_SECRET="twin-signing-secret",
            SLACK_SOCKET_MODE="true", POSTER_REPLICAS="2")
        kind = name.split("-")[0]
        program = "sticker-" + kind
        return Program(name, [PROGRAMS / program], settings, self.folder)

    def await_ready(self):
        for name, service in self.services.items():
            wait(service.ready, f"{name} to be ready (its log: {service.log})", READY_S)
        wait(lambda: self.twin.world()["connections"] >= 2, "both gateways to connect", READY_S)

    def programs(self):
        return {**self.services, "redis": self.redis.program, "kafka": self.kafka.program}

    def hung(self, seconds=READY_S):
        """Names of those that are not ready in that time, with nothing hurting them any more."""
        until = time.monotonic() + seconds
        waiting = dict(self.services)
        while waiting and time.monotonic() < until:
            waiting = {name: one for name, one in waiting.items() if not one.ready()}
            time.sleep(0.2)
        return sorted(waiting)

    def close(self):
        for part in reversed(self.parts):
            part.close()
        self.parts = []
