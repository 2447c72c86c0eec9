"""As much of an MQTT broker as the tests of the light's connection need."""

import queue
import socket
import threading


def _exactly(connection, count):
    data = b""
    while len(data) < count:
        more = connection.recv(count - len(data))
        if not more:
            raise ConnectionError("closed")
        data += more
    return data


def _packet(connection):
    kind = _exactly(connection, 1)[0]
    length = shift = 0
    while True:
        byte = _exactly(connection, 1)[0]
        length |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            return kind, _exactly(connection, length)


def _text(data, at):
    end = at + 2 + int.from_bytes(data[at : at + 2], "big")
    return data[at + 2 : end], end


class FakeBroker:
    """Accepts one client after the other.

    published: (topic, payload, retain) of each PUBLISH; connected: (will topic, user, password) of each CONNECT;
    ended: for each connection whether it ended with a DISCONNECT
    code: of the CONNACK
    """

    def __init__(self, code=0):
        self.code = code
        self.published, self.connected, self.subscribed, self.ended = (queue.Queue() for _ in range(4))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._connection = None
        self.reads = threading.Event()
        self.reads.set()
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self):
        self._listener.close()
        self.cut()

    def cut(self):
        if self._connection:
            try:
                self._connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # It is closed already.

    def send(self, topic, payload):
        body = len(topic).to_bytes(2, "big") + topic.encode() + payload
        self._connection.sendall(bytes([0x30, len(body)]) + body)

    def _serve(self):
        while True:
            try:
                self._connection, _ = self._listener.accept()
            except OSError:
                return
            asked = False
            try:
                while not asked:
                    self.reads.wait()
                    asked = self._take(*_packet(self._connection))
            except OSError:
                pass  # It is told below how it ended.
            self._connection.close()
            self.ended.put(asked)

    def _take(self, kind, body):
        if kind == 0x10:
            _, at = _text(body, 10)
            will, at = _text(body, at)
            _, at = _text(body, at)
            user, at = _text(body, at) if body[7] & 0x80 else (None, at)
            password = _text(body, at)[0] if body[7] & 0x40 else None
            self.connected.put((will.decode(), user, password))
            self._connection.sendall(bytes([0x20, 2, 0, self.code]))
        elif kind == 0x82:
            self._connection.sendall(bytes([0x90, 4]) + body[:2] + bytes([1, 1]))
            self.subscribed.put(body)
        elif kind & 0xF0 == 0x30:
            topic, at = _text(body, 0)
            self.published.put((topic.decode(), body[at:].decode(), bool(kind & 1)))
        elif kind == 0xC0:
            self._connection.sendall(bytes([0xD0, 0]))
        return kind == 0xE0
