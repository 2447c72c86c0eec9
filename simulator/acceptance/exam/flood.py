"""Floods the examiner: logs in and then sends replies with QoS 0 at a steady rate, whatever is asked.

Exit code 0 if the connection held for the whole time.
"""

import socket
import struct
import sys
import time

from exam_mqtt import ANSWERS, arguments


def text(value):
    data = value.encode()
    return struct.pack(">H", len(data)) + data


def packet(head, body):
    length, size = len(body), b""
    while True:
        size += bytes([length % 128 | (128 if length > 127 else 0)])
        length //= 128
        if not length:
            return bytes([head]) + size + body


def publish(topic, payload):
    return packet(0x30, text(topic) + payload.encode())


def main():
    parser = arguments(__doc__.splitlines()[0])
    parser.add_argument("--rate", type=int, default=20000, help="replies in a second")
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--wrong", action="store_true", help="send wrong replies")
    parser.add_argument("--logins", action="store_true", help="send logins of ever new users instead of replies")
    given = parser.parse_args()
    flags, login = 0x02, b""
    if given.user:
        with open(given.password_file, encoding="utf-8") as file:
            flags, login = 0xC2, text(given.user) + text(file.read().strip())
    connection = socket.create_connection((given.host, given.port), 10)
    connect = packet(0x10, text("MQTT") + bytes([4, flags, 0, 60]) + text("") + login)
    connection.sendall(connect + packet(0x82, b"\0\1" + text(given.id + "/UUID") + b"\0") + publish("login", given.id))
    received = b""
    topic = text(given.id + "/UUID")
    while topic not in received or len(received) < received.index(topic) + len(topic) + 36:
        more = connection.recv(4096)
        if not more:
            sys.exit("the broker closed the connection")
        received += more
    start = received.index(topic) + len(topic)
    uuid = received[start : start + 36].decode()
    print("exam " + uuid, flush=True)
    replies = [publish(uuid + "/" + c, "wrong" if given.wrong else a) for c, a in ANSWERS.items()]
    begin, sent = time.monotonic(), 0
    while time.monotonic() - begin < given.seconds:
        due = int((time.monotonic() - begin) * given.rate) - sent
        if due <= 0:
            time.sleep(0.001)
            continue
        if given.logins:
            batch = b"".join(publish("login", "%s-%d" % (given.id, sent + i)) for i in range(due))
        else:
            batch = b"".join(replies[(sent + i) % len(replies)] for i in range(due))
        connection.sendall(batch)
        sent += due
    print("%d messages in %.1f s" % (sent, time.monotonic() - begin))
    connection.sendall(b"\xe0\0")
    connection.close()


main()
