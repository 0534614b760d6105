#!/usr/bin/env python3
"""Times of whole journeys, read from the local Slack's ledger while ./run stays:

    bench/journey/journey.py http://127.0.0.1:PORT [--rate 100] [--seconds 10]

First commands at a steady rate, each by another member: typed -> acked -> previews shown. Then 200
stickers sent to 20 channels at once: how long until the last stands there, at Slack's one message a
second and channel, and whether Slack had to refuse a request.
"""
import argparse
import concurrent.futures
import datetime
import json
import time
import urllib.request

CHANNELS, POSTS_PER_CHANNEL = 20, 10


class Twin:
    def __init__(self, web):
        self.web = web.rstrip("/") + "/twin/"
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def get(self, path):
        with self.opener.open(self.web + path, timeout=30) as answer:
            return answer.read().decode()

    def post(self, path, **body):
        with self.opener.open(self.web + path, json.dumps(body).encode(), timeout=30) as answer:
            return json.loads(answer.read() or b"{}")

    def ledger(self, after):
        lines = [json.loads(line) for line in self.get("ledger").splitlines()[after:]]
        for line in lines:
            line["at"] = datetime.datetime.fromisoformat(line["at"].replace("Z", "+00:00")).timestamp()
        return lines

    def length(self):
        return len(self.get("ledger").splitlines())


def percentiles(name, values):
    values = sorted(values)
    at = lambda part: values[int(part * (len(values) - 1))] if values else float("nan")
    print(f"{name:28} {len(values):6} times  p50 {at(0.5):8.1f}  p99 {at(0.99):8.1f}  max {at(1):8.1f} ms")


def until(condition, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


def previews(twin, pool, rate, seconds):
    """Each member types once and again only after all others did, so that theirs can be told apart."""
    members, count = rate * 2, rate * seconds
    twin.post("world", members=members, channels=CHANNELS)
    before = twin.length()
    start = time.monotonic()
    for i in range(count):
        time.sleep(max(0, start + i / rate - time.monotonic()))
        pool.submit(twin.post, "say", user=f"U0LOAD{i % members + 1:02}",
                    channel=f"C0LOAD{i % CHANNELS + 1:02}", text="/sticker search 고양이")
    shown = lambda: [l for l in twin.ledger(before) if l["kind"] == "visible" and l["to"] != "all"]
    until(lambda: len(shown()) >= count)
    typed, seen = {}, {}
    lines = twin.ledger(before)
    for line in lines:
        if line["kind"] == "envelope":
            typed.setdefault(line["user"], []).append(line["at"])
        elif line["kind"] == "visible" and line["to"] != "all":
            seen.setdefault(line["to"], []).append(line["at"])
    print(f"{rate} commands a second for {seconds} s")
    percentiles("  typed -> acked", [l["acked_ms"] for l in lines if l["kind"] == "envelope" and l["acked_ms"]])
    percentiles("  typed -> previews shown", [(b - a) * 1000 for user, times in typed.items()
                                              for a, b in zip(times, seen.get(user, []))])


def posts(twin, pool):
    jobs = [(f"U0LOAD{n + 1:02}", f"C0LOAD{n % CHANNELS + 1:02}") for n in range(CHANNELS * POSTS_PER_CHANNEL)]
    twin.post("world", members=len(jobs), channels=CHANNELS)
    before = twin.length()
    list(pool.map(lambda job: twin.post("say", user=job[0], channel=job[1], text="/sticker search 고양이"), jobs))
    seen = lambda: {l["to"] for l in twin.ledger(before) if l["kind"] == "visible" and l["to"] != "all"}
    until(lambda: len(seen()) >= len(jobs))
    before = twin.length()
    start = time.time()
    list(pool.map(lambda job: twin.post("press", user=job[0], message="last", action_id="sticker.send"), jobs))
    standing = lambda: [l for l in twin.ledger(before) if l["kind"] == "visible" and l["to"] == "all"]
    until(lambda: len(standing()) >= len(jobs), 60)
    lines = twin.ledger(before)
    refused = sum(1 for l in lines if l["kind"] == "call" and l["status"] == 429)
    there = standing()
    print(f"{len(jobs)} stickers to {CHANNELS} channels: {len(there)} stand there, the last after "
          f"{max(l['at'] for l in there) - start:.1f} s, {refused} refused requests")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("web")
    parser.add_argument("--rate", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=10)
    args = parser.parse_args()
    twin = Twin(args.web)
    with concurrent.futures.ThreadPoolExecutor(64) as pool:
        previews(twin, pool, args.rate, args.seconds)
        posts(twin, pool)


if __name__ == "__main__":
    main()
