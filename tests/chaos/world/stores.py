"""Real Redis and real Kafka, as ./run starts them, each behind a link."""

import pathlib
import random
import socket
import subprocess
import threading
import time

from world.programs import ROOT, Program, bare_environment, wait

LOST_S = 1.0  # what `appendfsync everysec` may lose
WATCH_S = 0.1


def free_port():
    """Below the kernel's own range, so that no outgoing connection takes it meanwhile."""
    while True:
        port = random.SystemRandom().randrange(10240, 30240)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port


class Redis:
    """kill -9 leaves the page cache, so nothing is lost by it: the lost second is made by cutting
    the AOF to its length of a second before, ahead of the next start."""

    def __init__(self, folder):
        self.port, self.folder = free_port(), folder / "redis"
        self.folder.mkdir()
        self.lengths, self.loses, self.lost_bytes = [], False, 0
        command = ["redis-server", "--bind", "127.0.0.1", "--port", str(self.port), "--dir",
                   str(self.folder), "--appendonly", "yes", "--appendfsync", "everysec", "--save",
                   "", "--maxmemory", "256mb", "--maxmemory-policy", "volatile-ttl"]
        self.program = Program("redis", command, bare_environment(), folder, self._lose)
        wait(self.answers, "Redis")
        self.watching = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def answers(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), 2) as line:
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def _files(self):
        return {file: file.stat().st_size for file in self.folder.glob("appendonlydir/*.incr.aof")}

    def _watch(self):
        while not self.watching.wait(WATCH_S):
            self.lengths.append((time.monotonic(), self._files()))
            del self.lengths[:-50]

    def kill(self, number):
        """The kill after which the last second is gone."""
        killed = self.program.signal(number)
        self.killed_at, self.loses = time.monotonic(), killed
        return killed

    def _lose(self):
        if not self.loses:
            return
        self.loses = False
        before = [files for when, files in self.lengths if when <= self.killed_at - LOST_S]
        for file, length in (before[-1] if before else {}).items():
            if file.exists() and file.stat().st_size > length:
                self.lost_bytes += file.stat().st_size - length
                with open(file, "r+b") as aof:
                    aof.truncate(length)

    def close(self):
        self.watching.set()
        self.program.close()


class Kafka:
    """`address` is that of the link: the broker advertises it, so every connection goes there."""

    def __init__(self, folder, links):
        self.folder = folder / "kafka"
        self.folder.mkdir()
        self._write(f". tools/kafka/broker.sh; write_properties '{self.folder}'")
        file = self.folder / "server.properties"
        text = file.read_text()
        port = int(text.split("advertised.listeners=PLAINTEXT://127.0.0.1:")[1].split()[0])
        own = links.add("kafka", port)
        file.write_text(text.replace(f"advertised.listeners=PLAINTEXT://127.0.0.1:{port}",
                                     f"advertised.listeners=PLAINTEXT://127.0.0.1:{own}"))
        self.address = f"127.0.0.1:{own}"
        self.program = Program("kafka", ["tools/kafka/start.sh", "--foreground", str(self.folder)],
                               bare_environment(), folder, pid_of=self._pid)
        self.program.says("kafka", 180)

    @staticmethod
    def _write(script):
        subprocess.run(["bash", "-euc", script], cwd=ROOT, check=True)

    def _pid(self):
        """Java's; the script around it ends with it."""
        try:
            pid = int((self.folder / "pid").read_text())
            command = pathlib.Path(f"/proc/{pid}/cmdline").read_text()
            return pid if str(self.folder) in command else None
        except (OSError, ValueError):
            return None

    def close(self):
        self.program.close()
