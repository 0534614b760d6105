"""What hurts when: a pure function of the seed and the length."""

import dataclasses
import random

from world.stack import SERVICES

LINKS = ["kafka"] + [f"redis/{name}" for name in SERVICES]
QUIET_S = 2.0           # at the begin and at the end
KILL_EVERY_S, RESTART_EVERY_S, STOP_EVERY_S, CUT_EVERY_S, FAULT_EVERY_S = 4.5, 25.0, 10.0, 8.0, 3.0
# Twelve kills are a minute. After each of a worker or poster its group stands still until the dead
# member's session is over (10 s): more of them, and hardly anything would happen between the hurts.
KILLED = ["gateway-0", "gateway-1"] * 3 + ["worker-0", "worker-1", "poster-0", "poster-1", "redis",
                                           "kafka"]
STOPPED = SERVICES + ["gateway-0", "gateway-1", "redis", "kafka"]
# Shorter than anything; longer than the lease of an attempt (7 s) and the group's session (10 s).
SHORT_S, LONG_S, STORE_STOP_S = (0.3, 3.0), (11.0, 14.0), (0.5, 4.0)

POST, HOOK = "chat.postMessage", "response_url"
FAULTS = [
    {"method": POST, "drop": "after"}, {"method": POST, "drop": "before"},
    {"method": POST, "drop": "half_open"}, {"method": POST, "drop": "refuse"},
    {"method": POST, "status": 503}, {"method": POST, "status": 500},
    {"method": POST, "error": "internal_error"}, {"method": POST, "retry_after": 2},
    {"method": POST, "delay_ms": 1500}, {"method": POST, "delay_ms": 6500},
    {"method": HOOK, "drop": "after"}, {"method": HOOK, "drop": "before"},
    {"method": HOOK, "status": 500}, {"method": HOOK, "retry_after": 1},
    {"method": HOOK, "delay_ms": 6000}, {"method": "chat.postEphemeral", "drop": "after"},
    {"method": "chat.postEphemeral", "status": 503},
    {"method": "conversations.history", "status": 500},
    {"method": "conversations.replies", "drop": "before"},
    {"method": "users.info", "status": 500}, {"method": "users.info", "delay_ms": 2000},
    {"method": "views.open", "status": 503}, {"method": "views.open", "drop": "after"},
    {"method": "views.open", "delay_ms": 1500},
    {"method": "apps.connections.open", "status": 503},
    {"method": "apps.connections.open", "retry_after": 1},
    {"method": "socket", "disconnect": "warning"},
    {"method": "socket", "disconnect": "refresh_requested"},
    {"method": "socket", "disconnect": "too_many_websockets"},
    {"method": "socket", "drop": "before"}, {"method": "socket", "drop": "after"},
    {"method": "socket", "drop": "half_open"}, {"method": "socket", "drop": "refuse"},
    {"method": "socket", "no_hello": True}, {"method": "socket", "no_pong": True},
    {"method": "socket", "delay_ms": 2000},
    {"method": "socket", "redeliver": 1, "times": 5},
    {"method": "socket", "redeliver": 3, "times": 3},
]


@dataclasses.dataclass(order=True)
class Hurt:
    at: float      # seconds from the begin
    what: str      # kill, stop, restart, cut, refuse, hold, fault
    target: str    # a program, a link, or the twin
    lasts: float = 0.0
    order: dict = dataclasses.field(default_factory=dict, compare=False)


def plan(seed, seconds):
    """Sorted by time. Of every kind each target has its turn before one comes again."""
    draw = random.Random(f"hurts:{seed}")
    hurts = []
    for at, target in _turns(draw, seconds, KILL_EVERY_S, KILLED):
        hurts.append(Hurt(at, "kill", target))
    for at, target in _turns(draw, seconds, RESTART_EVERY_S, SERVICES):
        hurts.append(Hurt(at, "restart", target))
    for at, target in _turns(draw, seconds, STOP_EVERY_S, STOPPED):
        span = STORE_STOP_S if target in ("redis", "kafka") else draw.choice([SHORT_S, LONG_S])
        hurts.append(Hurt(at, "stop", target, draw.uniform(*span)))
    for at, target in _turns(draw, seconds, CUT_EVERY_S, LINKS):
        what = draw.choice(["cut", "cut", "refuse", "hold"])
        hurts.append(Hurt(at, what, target, 0.0 if what == "cut" else draw.uniform(0.5, 6.0)))
    for at, order in _turns(draw, seconds, FAULT_EVERY_S, FAULTS):
        hurts.append(Hurt(at, "fault", "twin", order=order))
    return sorted(hurts)


def _turns(draw, seconds, every, targets):
    bag = []
    at = QUIET_S + draw.uniform(0, every)
    while at < seconds - QUIET_S:
        if not bag:
            bag = list(targets)
            draw.shuffle(bag)
        yield at, bag.pop()
        at += every * draw.uniform(0.8, 1.2)
