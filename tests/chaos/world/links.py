"""TCP between the services and what they talk to, so that it can be cut, refused or held up.

A process of its own: what passes must not wait for the members' threads. Run as a program it reads
orders from standard input, a JSON list a line, and answers each with a line.
"""

import asyncio
import json
import pathlib
import subprocess
import sys
import threading

CHUNK = 65536


class Links:
    """All links of a stack. Used by several threads."""

    def __init__(self):
        self.names, self.lock = [], threading.Lock()
        self.process = subprocess.Popen(
            [sys.executable, "-B", pathlib.Path(__file__)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, start_new_session=True)

    def add(self, name, port):
        """A port of 127.0.0.1 that leads to `port`."""
        self.names.append(name)
        return self._order("add", name, port)

    def cut(self, name):
        """Every connection ends at once; new ones are served."""
        self._order("cut", name)

    def refuse(self, name, on):
        """As a port on which nobody listens; those that stand are cut."""
        self._order("refuse", name, on)

    def hold(self, name, on):
        """Nothing passes, nothing ends."""
        self._order("hold", name, on)

    def heal(self):
        for name in self.names:
            self.hold(name, False)
            self.refuse(name, False)

    def close(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def _order(self, *order):
        with self.lock:
            self.process.stdin.write(json.dumps(order) + "\n")
            self.process.stdin.flush()
            return json.loads(self.process.stdout.readline())


class Link:
    def __init__(self, port):
        self.port, self.own_port = port, 0
        self.server, self.writers = None, set()
        self.passing = asyncio.Event()
        self.passing.set()

    async def open(self):
        self.server = await asyncio.start_server(self._serve, "127.0.0.1", self.own_port)
        self.own_port = self.server.sockets[0].getsockname()[1]
        return self.own_port

    async def cut(self):
        for writer in list(self.writers):
            writer.transport.abort()

    async def hold(self, on):
        if on:
            self.passing.clear()
        else:
            self.passing.set()

    async def refuse(self, on):
        if on and self.server:
            self.server.close()
            self.server = None
            await self.cut()
        elif not on and not self.server:
            await self.open()

    async def _serve(self, reader, writer):
        try:
            to_reader, to_writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            writer.transport.abort()
            return
        self.writers |= {writer, to_writer}
        await asyncio.gather(self._pump(reader, to_writer), self._pump(to_reader, writer))
        self.writers -= {writer, to_writer}

    async def _pump(self, reader, writer):
        try:
            while data := await reader.read(CHUNK):
                await self.passing.wait()
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            # One end gone is both gone: no service of ours talks on a half of a connection.
            writer.close()


async def serve():
    links = {}
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        what, name, *values = json.loads(line)
        if what == "add":
            links[name] = Link(*values)
            answer = await links[name].open()
        else:
            answer = await getattr(links[name], what)(*values)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    asyncio.run(serve())
