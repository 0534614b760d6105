"""The only way out of a network namespace that has nothing but its loopback.

Inside, a listener on 127.0.0.1:PORT asks for a connection over a Unix socket (those cross
namespaces); outside, the door connects to 127.0.0.1:PORT and hands the descriptor over, for the ports
it allows. There is no way in: nothing outside can name an address inside.
"""

import contextlib
import os
import socket
import struct
import threading


class Door:
    """Outside. Hands out connections to `allowed` ports; notes every port that was asked for."""

    def __init__(self, path, allowed):
        self.path, self.allowed, self.asked = path, set(allowed), []
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(path)
        self._listener.listen(64)
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        with contextlib.suppress(OSError):
            while True:
                peer, _ = self._listener.accept()
                with peer:
                    port = struct.unpack("!H", peer.recv(2, socket.MSG_WAITALL))[0]
                    self.asked.append(port)
                    if port not in self.allowed:
                        continue
                    with socket.create_connection(("127.0.0.1", port)) as way:
                        socket.send_fds(peer, [b"+"], [way.fileno()])

    def close(self):
        self._listener.close()
        os.unlink(self.path)


def pump(one, other):
    """Carries bytes both ways until both have ended."""
    def carry(source, sink):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)
    back = threading.Thread(target=carry, args=(other, one), daemon=True)
    back.start()
    carry(one, other)
    back.join()
    one.close()
    other.close()


def relay(path, port):
    """Inside. Listens on 127.0.0.1:`port` for what may go through the door."""
    listener = socket.create_server(("127.0.0.1", port))

    def through(inner):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
            asking.connect(path)
            asking.sendall(struct.pack("!H", port))
            word, descriptors, _, _ = socket.recv_fds(asking, 1, 1)
        if not word:
            return inner.close()
        return pump(inner, socket.socket(fileno=descriptors[0]))

    def serve():
        while True:
            inner, _ = listener.accept()
            threading.Thread(target=through, args=(inner,), daemon=True).start()
    threading.Thread(target=serve, daemon=True).start()
