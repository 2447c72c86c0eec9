"""An activated device: publishes what is typed, as "TOPIC VALUE", and prints what it receives. An empty line ends it."""
from paho.mqtt import client as mqtt

product = input("Product? ")
identity = input("Device? ")
password = input("Password? ")


def connected(client, userdata, flags, code):
    print("connected", code)
    client.subscribe(identity + "/#")


def subscribed(client, userdata, packet, granted):
    print("subscribed", *granted)


def received(client, userdata, message):
    print("received", message.topic, message.payload.decode())


device = mqtt.Client(client_id=identity)
device.username_pw_set(identity, password)
device.tls_set("trusted.crt")
device.on_connect = connected
device.on_subscribe = subscribed
device.on_message = received
device.connect_async("mqtt-" + product + ".hosted.exosite.io", 8883)
device.loop_start()
while True:
    line = input()
    if line == "":
        break
    topic, value = line.split(" ", 1)
    device.publish(topic, value)
device.disconnect()
device.loop_stop()
