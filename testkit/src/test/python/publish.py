import sys

import paho.mqtt.client as mqtt

# paho-mqtt 2 asks for the version of its callbacks, paho-mqtt 1 does not know it.
client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2) if hasattr(mqtt, "CallbackAPIVersion") else mqtt.Client()
port = int(sys.argv[1])
if len(sys.argv) > 2:
    client.tls_set(ca_certs=sys.argv[2], certfile=sys.argv[3], keyfile=sys.argv[4])
client.connect("localhost", port)
client.loop_start()
payload = '{ "duration": 3000, "channel": 3, "intensity": 100, "booster": false}'
client.publish("aromajoin/aromashooter/ASN2A00001/command/diffuse", payload, qos=1).wait_for_publish()
client.disconnect()
client.loop_stop()
