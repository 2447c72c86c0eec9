"""The first traffic light: hears on light1 what the second one shows, shows the opposite, and tells it on light2.

A script as a student writes it for a Raspberry Pi with a Sense HAT. Only host and port come from outside.
"""

import sys

import paho.mqtt.client as mqtt
from sense_emu import SenseHat

sense = SenseHat()


def on_connect(client, userdata, flags, rc):
    print("Connected with result code " + str(rc), flush=True)


def on_message(client, userdata, msg):
    if msg.payload == b"red":
        print("light 1 red", flush=True)
        client.publish("light2", "green")
        sense.clear((0, 255, 0))
    elif msg.payload == b"green":
        print("light 1 green ", flush=True)
        client.publish("light2", "red")
        sense.clear((255, 0, 0))


client = mqtt.Client()
client.on_connect = on_connect
client.on_message = on_message
client.username_pw_set("sofiene", "sofiene")
client.connect(sys.argv[1], int(sys.argv[2]), 60)
client.subscribe("light1")
client.loop_forever()
