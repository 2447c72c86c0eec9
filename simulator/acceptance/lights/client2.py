"""The second traffic light: switches every three seconds, tells its colour on light1, and prints what it hears on light2.

A script as a student writes it for a Raspberry Pi with a Sense HAT. Only host and port come from outside.
"""

import sys
import time

import paho.mqtt.client as mqtt
from sense_emu import SenseHat

sense = SenseHat()


def on_connect(client, userdata, flags, rc):
    print("Connected with result code " + str(rc), flush=True)


def on_message(client, userdata, msg):
    print("light 2 " + msg.payload.decode(), flush=True)


client = mqtt.Client()
client.on_connect = on_connect
client.on_message = on_message
client.username_pw_set("sofiene", "sofiene")
client.connect(sys.argv[1], int(sys.argv[2]), 60)
client.subscribe("light2")
client.loop_start()

time.sleep(3)
red = True
while True:
    client.publish("light1", "red" if red else "green")
    sense.clear((255, 0, 0) if red else (0, 255, 0))
    red = not red
    time.sleep(3)
