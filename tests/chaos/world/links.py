"""TCP between the services and what they talk to, so that it can be cut, refused or held up."""

import asyncio
import threading

CHUNK = 65536


class Links:
    """One event loop in a thread of its own, for all links of a stack."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.all = {}
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def add(self, name, port, own_port=0):
        """A port of 127.0.0.1 that leads to `port`."""
        link = Link(port)
        self.all[name] = link
        return self._run(link.open(own_port))

    def cut(self, name):
        """Every connection ends at once; new ones are served."""
        self.loop.call_soon_threadsafe(self.all[name].cut)

    def refuse(self, name, on):
        """As a port on which nobody listens; those that stand are cut."""
        self._run(self.all[name].refuse(on))

    def hold(self, name, on):
        """Nothing passes, nothing ends."""
        self.loop.call_soon_threadsafe(self.all[name].hold, on)

    def heal(self):
        for name in self.all:
            self.hold(name, False)
            self.refuse(name, False)

    def close(self):
        for link in self.all.values():
            self._run(link.refuse(True))
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)

    def _run(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(30)


class Link:
    def __init__(self, port):
        self.port, self.own_port = port, 0
        self.server, self.writers = None, set()
        self.passing = asyncio.Event()
        self.passing.set()

    async def open(self, own_port):
        self.server = await asyncio.start_server(self._serve, "127.0.0.1", own_port)
        self.own_port = self.server.sockets[0].getsockname()[1]
        return self.own_port

    def cut(self):
        for writer in list(self.writers):
            writer.transport.abort()

    def hold(self, on):
        if on:
            self.passing.clear()
        else:
            self.passing.set()

    async def refuse(self, on):
        if on and self.server:
            self.server.close()
            self.server = None
            self.cut()
        elif not on and not self.server:
            await self.open(self.own_port)

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
