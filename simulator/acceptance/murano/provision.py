"""A device of the newer dialect: asks for a token, publishes a value with it, and prints what comes without subscribing."""
from paho.mqtt import client as mqtt

product = input("Product? ")
identity = input("Device? ")
host = product + ".m2.exosite.io"


def client_with(password, received):
    client = mqtt.Client(client_id="", clean_session=True)
    client.username_pw_set("", password)
    client.tls_set("trusted.crt")
    client.on_message = received
    return client


def token(client, userdata, message):
    tokens.append(message.payload.decode())
    print("token", message.topic, tokens[0])
    client.disconnect()


tokens = []
stranger = client_with("", token)
stranger.on_connect = lambda client, userdata, flags, code: client.publish("$provision/" + identity, "", qos=1)
stranger.connect(host, 8883)
stranger.loop_forever()

device = client_with(tokens[0], lambda client, userdata, message: print(
    "received", message.topic, message.payload.decode()))
device.on_connect = lambda client, userdata, flags, code: client.publish("$resource/data_in", "7", qos=1)
device.on_publish = lambda client, userdata, packet: print("acknowledged")
device.connect(host, 8883)
device.loop_start()
input()
device.disconnect()
device.loop_stop()
