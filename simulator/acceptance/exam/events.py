"""Takes the exam as the students' event-driven programs do: everything happens in on_connect and on_message.

It subscribes to login too, so it hears its own login, and to <UUID>/<CMD>, so it hears its own replies; it replies on the
topic of whatever command comes, and leaves when the final message comes.

Exit code 0 if it has passed, 1 if that takes more than 30 s or the UUID or the final message come more than once.
"""

import sys
import threading

from exam_mqtt import ANSWERS, WELL_DONE, arguments, client


def main():
    parser = arguments(__doc__.splitlines()[0])
    parser.add_argument("--qos", type=int, choices=(0, 1, 2), default=0)
    parser.add_argument("--retain", action="store_true", help="retain the login and the replies, as one program does")
    given = parser.parse_args()
    done = threading.Event()
    heard = []

    def on_connect(mqtt, _userdata, _flags, code):
        print("connected with result code", code)
        mqtt.subscribe("login", given.qos)
        mqtt.subscribe(given.id + "/UUID", given.qos)
        mqtt.publish("login", given.id, given.qos, given.retain)

    def on_message(mqtt, _userdata, message):
        text = message.payload.decode()
        heard.append((message.topic, text))
        print("received %r on %s" % (text, message.topic))
        if message.topic == given.id + "/UUID":
            mqtt.subscribe(text, given.qos)
            for command in ANSWERS:
                mqtt.subscribe(text + "/" + command, given.qos)
        elif text == WELL_DONE:
            done.set()
        elif text in ANSWERS:
            mqtt.publish(message.topic + "/" + text, ANSWERS[text], given.qos, given.retain)

    mqtt = client(given)
    mqtt.on_connect = on_connect
    mqtt.on_message = on_message
    mqtt.connect(given.host, given.port, 60)
    mqtt.loop_start()
    passed = done.wait(30)
    mqtt.disconnect()
    mqtt.loop_stop()
    uuids = [text for topic, text in heard if topic == given.id + "/UUID"]
    print("passed" if passed else "no final message within 30 s")
    sys.exit(0 if passed and len(uuids) == 1 else 1)


main()
