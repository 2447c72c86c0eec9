import sys
import threading

import paho.mqtt.client as mqtt

# Waits for nothing between connect, subscribe and publish; its client identifier is empty.
port, user, password, topic = sys.argv[1:]
payload = '{ "duration": 3000, "channel": 3, "intensity": 100, "booster": false}'
heard = []
answered = threading.Event()


def on_message(client, userdata, message):
    heard.append(message.payload.decode())
    answered.set()


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2) if hasattr(mqtt, "CallbackAPIVersion") else mqtt.Client()
client.username_pw_set(user, password)
client.on_message = on_message
client.connect("127.0.0.1", int(port), 60)
client.subscribe(topic)
client.publish(topic, payload, 0)
client.loop_start()
answered.wait(5)
client.disconnect()
client.loop_stop()
sys.exit(0 if heard == [payload] else "the subscription got " + str(heard))
