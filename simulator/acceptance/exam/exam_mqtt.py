"""What the exam's clients share: the command line, and a paho client of version 1 or 2."""

import argparse

import paho.mqtt.client as mqtt

ANSWERS = {
    "CMD1": "Apple",
    "CMD2": "Cat",
    "CMD3": "Dog",
    "CMD4": "Rat",
    "CMD5": "Boy",
    "CMD6": "Girl",
    "CMD7": "Toy",
}
WELL_DONE = "Well done my IoT!"


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=1883)
    parser.add_argument("--user", help="user name at the broker")
    parser.add_argument("--password-file", help="file with the password alone, on one line")
    parser.add_argument("--id", default="2547841", help="the student's id; several students get a number behind it")
    return parser


def client(given):
    """A client with an empty client id, as the students' programs have it; not connected."""
    if hasattr(mqtt, "CallbackAPIVersion"):
        made = mqtt.Client(mqtt.CallbackAPIVersion.VERSION1)
    else:
        made = mqtt.Client()
    if given.user:
        with open(given.password_file, encoding="utf-8") as file:
            made.username_pw_set(given.user, file.read().strip())
    return made
