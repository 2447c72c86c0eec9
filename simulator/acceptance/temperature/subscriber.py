"""Subscribes to the temperature at AWS IoT or its stand-in, as seed 001's subscriber does: QoS 1, TLS with a certificate.

The seed's own program subscribes to Temperature, with a capital T: topics are case-sensitive, and it hears nothing of a
publisher that writes it small. Prints what it hears, and ends after so many messages; exit code 1 if they do not come.
"""

import argparse
import sys
import threading

import paho.mqtt.client as mqtt


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--host", default="localhost")
    parser.add_argument("--port", type=int, default=8883)
    parser.add_argument("--ca", required=True)
    parser.add_argument("--certificate", required=True)
    parser.add_argument("--key", required=True)
    parser.add_argument("--topic", default="temperature")
    parser.add_argument("--count", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=20, help="how long to wait for them")
    given = parser.parse_args()
    enough = threading.Event()
    heard = []

    def on_connect(client, _userdata, _flags, _code):
        client.subscribe(given.topic, 1)

    def on_message(_client, _userdata, message):
        heard.append(message.payload)
        print("%s from topic %s" % (message.payload.decode(), message.topic), flush=True)
        if len(heard) >= given.count:
            enough.set()

    if hasattr(mqtt, "CallbackAPIVersion"):
        client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION1, "basicPubSub")
    else:
        client = mqtt.Client("basicPubSub")
    client.tls_set(ca_certs=given.ca, certfile=given.certificate, keyfile=given.key)
    client.on_connect = on_connect
    client.on_message = on_message
    client.connect(given.host, given.port, 600)
    client.loop_start()
    came = enough.wait(given.seconds)
    client.disconnect()
    client.loop_stop()
    sys.exit(0 if came else 1)


main()
