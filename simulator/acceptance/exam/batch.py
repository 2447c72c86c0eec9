"""Takes the exam as the first student's program does: it looks at what has come at fixed moments.

Subscribe to <id>/UUID, wait 1 s, log in, wait 1 s, take the first payload as the UUID, subscribe to it, wait 3 s; then, at
most five times, reply again to every command that has come so far and wait 2 s, until the final message came last. All
with QoS 2. A UUID that comes late or twice, and any other text on its topic, is an error, as it is there.

Exit code 0 if every student has passed.
"""

import sys
import threading
import time

from exam_mqtt import ANSWERS, WELL_DONE, arguments, client


class Student:
    def __init__(self, given, name):
        self.given = given
        self.name = name
        self.heard = []
        self.times = []
        self.failure = "did not run"

    def on_message(self, _client, _userdata, message):
        self.times.append(time.monotonic())
        self.heard.append(message.payload.decode())

    def take(self):
        try:
            self.failure = self.exam()
        except Exception as e:  # whatever it is: the student has not passed
            self.failure = repr(e)

    def exam(self):
        mqtt = client(self.given)
        mqtt.on_message = self.on_message
        mqtt.connect(self.given.host, self.given.port, 60)
        mqtt.loop_start()
        try:
            mqtt.subscribe(self.name + "/UUID", 2)
            time.sleep(1)
            self.login = time.monotonic()
            mqtt.publish("login", self.name, 2)
            time.sleep(1)
            uuid = self.heard[0]
            mqtt.subscribe(uuid, 2)
            time.sleep(3)
            for _ in range(5):
                if self.heard[-1] == WELL_DONE:
                    break
                for command in self.heard[1:]:
                    if command != WELL_DONE:
                        mqtt.publish(uuid + "/" + command, ANSWERS[command], 2)
                time.sleep(2)
            else:
                return "Connection Timed Out: " + repr(self.heard)
            # The seed's program leaves now; what still comes would be a mistake of the examiner.
            time.sleep(self.given.silence)
            if self.heard[-1] != WELL_DONE or self.heard.count(WELL_DONE) != 1:
                return "more came after the final message: " + repr(self.heard)
            return ""
        finally:
            mqtt.disconnect()
            mqtt.loop_stop()


def main():
    parser = arguments(__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=1, help="how many at once")
    parser.add_argument("--silence", type=float, default=0, help="seconds to listen after the final message")
    given = parser.parse_args()
    names = [given.id] if given.students == 1 else [given.id + str(i) for i in range(given.students)]
    students = [Student(given, name) for name in names]
    threads = [threading.Thread(target=student.take) for student in students]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    failed = [student for student in students if student.failure]
    for student in failed:
        print(student.name + " failed: " + student.failure)
    passed = [student for student in students if not student.failure]
    if passed:
        uuid = [student.times[0] - student.login for student in passed]
        first = [student.times[1] - student.times[0] for student in passed]
        whole = [student.times[-1] - student.login for student in passed]
        print(
            "%d of %d passed: UUID after %.3f to %.3f s, first command %.3f to %.3f s after it, final after %.2f to %.2f s"
            % (len(passed), len(students), min(uuid), max(uuid), min(first), max(first), min(whole), max(whole))
        )
    sys.exit(1 if failed else 0)


main()
