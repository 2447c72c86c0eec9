"""The light's connection, and a script as a whole."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import unittest

from sense_emu import SenseHat
from sense_emu.device import Device
from sense_emu.link import Link
from sense_emu.settings import Broker

from .fake_broker import FakeBroker

PACKAGES = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WAIT = 10


class Base(unittest.TestCase):
    def broker(self, code=0):
        broker = FakeBroker(code)
        self.addCleanup(broker.close)
        return broker

    def state(self, broker, wanted):
        """The first state that is told from now on and is wanted."""
        while True:
            topic, payload, retain = broker.published.get(timeout=WAIT)
            self.assertTrue(topic.endswith("/state") and retain, topic)
            state = json.loads(payload)
            if wanted(state):
                return state


class Connection(Base):
    def link(self, broker):
        device = Device("wall")
        link = Link(Broker("127.0.0.1", broker.port, "demo", "secret"), device)
        link.start()
        self.addCleanup(link.close)
        return device, SenseHat(device=device)

    def test_each_frame_is_told_retained_in_the_form_of_a_light(self):
        broker = self.broker()
        _, sense = self.link(broker)
        topic, payload, retain = broker.published.get(timeout=WAIT)
        self.assertEqual(("aromabridge/devices/light/wall/state", True), (topic, retain))
        dark = {"name": "wall", "role": "script", "side": "local", "connected": True}
        self.assertEqual({**dark, "colours": ["#000000"], "lowLight": False}, json.loads(payload))
        self.assertEqual((topic, b"demo", b"secret"), broker.connected.get(timeout=WAIT))
        sense.clear(255, 0, 0)
        self.assertEqual(["#f80000"], self.state(broker, lambda s: s["colours"] != ["#000000"])["colours"])
        sense.set_pixel(7, 0, 0, 255, 0)
        colours = self.state(broker, lambda s: len(s["colours"]) == 64)["colours"]
        self.assertEqual(["#f80000"] * 7 + ["#00fc00"], colours[:8])
        sense.low_light = True
        self.assertTrue(self.state(broker, lambda s: s["lowLight"])["connected"])

    def test_joystick_and_sensors_are_moved_from_outside(self):
        broker = self.broker()
        device, sense = self.link(broker)
        self.assertIn(b"light/wall/joystick", broker.subscribed.get(timeout=WAIT))
        self.state(broker, lambda s: True)
        broker.send("aromabridge/devices/light/wall/joystick", b"nonsense")
        broker.send("aromabridge/devices/light/wall/sensors", b'{"humidity": 61, "noise": false}')
        broker.send("aromabridge/devices/light/wall/joystick", b'{"direction": "up"}')
        self.assertEqual("up", sense.stick.wait_for_event().direction)
        self.assertEqual(61, sense.humidity)

    def test_the_newest_frame_is_told_after_a_break(self):
        broker = self.broker()
        _, sense = self.link(broker)
        self.state(broker, lambda s: True)
        broker.cut()
        self.assertFalse(broker.ended.get(timeout=WAIT))
        sense.clear(0, 0, 255)
        self.assertEqual(["#0000f8"], self.state(broker, lambda s: s["colours"] != ["#000000"])["colours"])

    def test_a_broker_that_reads_nothing_does_not_hold_the_script_back(self):
        broker = self.broker()
        _, sense = self.link(broker)
        self.state(broker, lambda s: True)
        broker.reads.clear()
        for i in range(20000):
            sense.set_pixel(i % 8, i // 8 % 8, i % 256, 255, 0)
        sense.clear(255, 0, 0)
        broker.reads.set()
        self.state(broker, lambda s: s["colours"] == ["#f80000"])


class Script(Base):
    def run_script(self, text, environment, **options):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = os.path.join(folder.name, "wall.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(textwrap.dedent(text))
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AROMA_")}
        process = subprocess.Popen(
            [sys.executable, path],
            cwd=folder.name,
            env={**kept, "PYTHONPATH": PACKAGES, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )
        self.addCleanup(self.end, process)
        return process

    def end(self, process):
        process.kill()
        process.communicate()

    def at(self, broker):
        return {"AROMA_LIGHT_HOST": "127.0.0.1", "AROMA_LIGHT_PORT": str(broker.port)}

    def test_the_last_frame_of_a_script_that_just_ends_gets_out(self):
        broker = self.broker()
        script = "from sense_hat import SenseHat\nSenseHat().clear(255, 0, 0)\n"
        process = self.run_script(script, self.at(broker))
        out, told = process.communicate(timeout=WAIT)
        self.assertEqual((0, "", ""), (process.returncode, out, told))
        last = self.state(broker, lambda s: not s["connected"])
        self.assertEqual(("wall", ["#f80000"]), (last["name"], last["colours"]))
        self.assertTrue(broker.ended.get(timeout=WAIT), "it said goodbye")

    @unittest.skipIf(os.name == "nt", "Windows sends no Ctrl-C to one process")
    def test_an_interrupt_ends_it_with_its_last_frame(self):
        broker = self.broker()
        script = """
            import time
            from sense_emu import SenseHat
            sense = SenseHat()
            sense.clear(0, 255, 0)
            print("shown", flush=True)
            time.sleep(60)
            """
        process = self.run_script(
            script, self.at(broker), preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler)
        )
        self.assertEqual("shown\n", process.stdout.readline())
        self.state(broker, lambda s: s["colours"] == ["#00fc00"])
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=WAIT)
        self.assertEqual("KeyboardInterrupt", told.strip().split("\n")[-1])
        self.assertEqual(["#00fc00"], self.state(broker, lambda s: not s["connected"])["colours"])
        self.assertTrue(broker.ended.get(timeout=WAIT))

    def test_without_a_broker_it_works_and_says_so_on_one_line(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            free = str(taken.getsockname()[1])
        script = "from sense_emu import SenseHat\ns = SenseHat()\ns.clear(255, 0, 0)\nprint(s.get_pixel(0, 0))\n"
        process = self.run_script(script, {"AROMA_LIGHT_HOST": "127.0.0.1", "AROMA_LIGHT_PORT": free})
        out, told = process.communicate(timeout=WAIT)
        self.assertEqual((0, "[248, 0, 0]\n"), (process.returncode, out))
        self.assertRegex(told, r"\Asense_emu: the broker at 127\.0\.0\.1:\d+ cannot be reached .*nobody sees it.*\n\Z")

    def test_a_setting_that_is_wrong_is_told_on_one_line(self):
        process = self.run_script("from sense_emu import SenseHat\nSenseHat()\n", {"AROMA_ENDPOINTS": "nowhere.json"})
        _, told = process.communicate(timeout=WAIT)
        self.assertEqual(0, process.returncode)
        self.assertRegex(told, r"\Asense_emu: AROMA_ENDPOINTS: there is no file nowhere\.json; wall works.*\n\Z")

    def test_a_refused_login_is_told_on_one_line(self):
        broker = self.broker(code=5)
        environment = {**self.at(broker), "AROMA_LIGHT_USER": "pi"}
        process = self.run_script("from sense_emu import SenseHat\nSenseHat().clear()\n", environment)
        _, told = process.communicate(timeout=WAIT)
        self.assertEqual(0, process.returncode)
        self.assertRegex(told, r"(?i)\Asense_emu: the broker at .* refuses user 'pi' \(.*not authori[sz]ed.*\n\Z")


if __name__ == "__main__":
    unittest.main()
