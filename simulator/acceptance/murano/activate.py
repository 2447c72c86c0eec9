"""Activates a device: anonymously, with its identity as client id, and prints the password that comes back."""
from paho.mqtt import client as mqtt

product = input("Product? ")
identity = input("Device? ")


def connected(client, userdata, flags, code):
    # Both at once: the answer must find the subscription.
    client.subscribe("activate/" + identity)
    client.publish("activate", identity)


def received(client, userdata, message):
    print("activated", identity, message.payload.decode())
    client.disconnect()


device = mqtt.Client(client_id=identity)
device.tls_set("trusted.crt")
device.on_connect = connected
device.on_message = received
device.connect("mqtt-" + product + ".hosted.exosite.io", 8883)
device.loop_forever()
