"""Runs in the namespace: the relays, Redis, the broker and the three services, until standard input
ends. First line of output, once all are ready: {"listeners":[…],"outside":"…"}.

    namespace_inside.py BIN-FOLDER DOOR PORT,… NAME=VALUE…
"""

import errno
import fcntl
import json
import os
import pathlib
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from namespace_door import relay

SIOCSIFFLAGS, IFF_UP = 0x8914, 1
START_SECONDS = 60
LISTENING = "0A"  # of /proc/net/tcp


def loopback_up():
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as once:
        return once.getsockname()[1]


def start(command, settings, word):
    """The process, and what it said after `word`= on its first line."""
    process = subprocess.Popen(command, env={"PATH": "/usr/bin:/bin", **settings}, text=True,
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    line = process.stdout.readline() if word else ""
    return process, next((part[len(word) + 1:] for part in line.split() if part.startswith(word + "=")), "")


def await_ready(admin):
    deadline = time.monotonic() + START_SECONDS
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while True:
        try:
            return direct.open(admin + "/readyz", timeout=2).status
        except (urllib.error.URLError, OSError) as why:
            if time.monotonic() > deadline:
                body = why.read().decode() if isinstance(why, urllib.error.HTTPError) else why
                raise RuntimeError(f"not ready: {body}") from why
            time.sleep(0.05)


def listeners():
    """Every address that something listens on in this namespace, as /proc/net/tcp writes it."""
    found = []
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        if not os.path.exists(table):
            continue
        rows = [line.split() for line in pathlib.Path(table).read_text().splitlines()[1:]]
        found += [row[1].split(":")[0] for row in rows if row[3] == LISTENING]
    return sorted(set(found))


def outside():
    """What a connection to the world at large ends with."""
    try:
        socket.create_connection(("192.0.2.1", 443), timeout=2).close()
    except OSError as why:
        return errno.errorcode.get(why.errno, str(why))
    return "connected"


def main(binaries, door, ports, *pairs):
    loopback_up()
    for port in ports.split(","):
        relay(door, int(port))
    redis_port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        redis, _ = start(["redis-server", "--bind", "127.0.0.1", "--port", str(redis_port), "--dir", folder,
                          "--save", "", "--maxmemory", "64mb", "--maxmemory-policy", "volatile-ttl",
                          "--logfile", folder + "/redis.log"], {}, "")
        broker, address = start([binaries + "/sticker-broker"], {}, "kafka")
        settings = dict(pair.split("=", 1) for pair in pairs) | {
            "ADMIN_ADDR": "127.0.0.1:0", "KAFKA_BROKERS": address, "KAFKA_CREATE_TOPICS": "true",
            "KAFKA_CLIENT_OPTIONS": "fetch.wait.max.ms=10,session.timeout.ms=3000",
            "REDIS_URL": f"redis://127.0.0.1:{redis_port}/0", "LOG_LEVEL": "warn"}
        services = [start([f"{binaries}/sticker-{name}"], settings, "admin")
                    for name in ("poster", "worker", "gateway")]
        try:
            for _, admin in services:
                await_ready(admin)
            print(json.dumps({"listeners": listeners(), "outside": outside()}), flush=True)
            sys.stdin.read()
        finally:
            for process in [process for process, _ in services] + [broker, redis]:
                process.terminate()
                process.wait(20)


if __name__ == "__main__":
    main(*sys.argv[1:])
