"""What is known of one action: for whoever has to find out why it went wrong."""

import json
import subprocess

from world.programs import PROGRAMS

MOST_LOG_LINES = 30


def tell(action, lines, hurts, stack):
    """Lines of text: the action, its envelopes, the calls and what was seen, in order; what was
    being hurt meanwhile; what the log on Kafka and the services' own logs say of its ids."""
    ids = _ids(action)
    told = ["the action: " + json.dumps({k: v for k, v in action.items() if k not in
                                         ("told", "posts")}, ensure_ascii=False, default=str)]
    told += ["  ledger: " + json.dumps(line, ensure_ascii=False)[:600]
             for line in lines if _about(line, action, ids)]
    begin = action["at"] - 20
    told += [f"  hurt at {when - action['at']:+.1f} s: {what}" for when, what in hurts
             if begin < when < action["at"] + 120]
    told += ["  log: " + line for line in _logged(ids, stack)]
    told += ["  " + line for line in _traced(action, stack)]
    return told


def _ids(action):
    named = [action.get("id"), action.get("code"), *action["presses"]]
    return [one for one in named if one]


def _about(line, action, ids):
    text = json.dumps(line)
    if any(one in text for one in ids):
        return True
    if line["kind"] == "visible" and line["channel"] == action["channel"]:
        if line["to"] == "all":
            return bool(action.get("image")) and line["image"] == action["image"]
        quoted = f"‘{action['query']}’" if action.get("query") else None
        return line["to"] == action["user"] and bool(quoted) and quoted in line["text"]
    if line["kind"] in ("visible", "gone"):
        return line["ts"] == action.get("message")
    return line["kind"] == "call" and bool(action.get("image")) and \
        action["image"] in text and action["channel"] in text


def _logged(ids, stack):
    found = []
    for name in stack.services:
        for line in (stack.folder / f"{name}.log").read_text(errors="replace").splitlines():
            if any(one in line for one in ids):
                found.append(f"{name}: {line[:400]}")
    return found[:MOST_LOG_LINES]


def _traced(action, stack):
    """The records on Kafka, where this build's stickerctl can look them up."""
    if not action["presses"] or not (PROGRAMS / "stickerctl").exists():
        return []
    asked = subprocess.run(
        [PROGRAMS / "stickerctl", "trace", action["presses"][0]], capture_output=True, text=True,
        env={"KAFKA_BROKERS": stack.kafka.address, "PATH": "/usr/bin"}, timeout=60, check=False)
    return asked.stdout.splitlines() if asked.returncode == 0 else []
