"""The table of vectors that the Java light is held against too."""

import json
import os
import unittest

from sense_emu import SenseHat
from sense_emu.device import Device
from sense_emu.matrix import DEFAULT_GAMMA, LOW_LIGHT_GAMMA, MAPS, pack, unpack

TABLE = os.path.join(
    os.path.dirname(__file__), *"../../src/test/resources/io/aromabridge/simulator/light/led-matrix.json".split("/")
)


class Vectors(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with open(TABLE, encoding="utf-8") as file:
            cls.table = json.load(file)

    def test_colours_read_back_as_rgb565_holds_them(self):
        for each in self.table["colours"]:
            with self.subTest(each):
                self.assertEqual(each["word"], pack(*each["rgb"]))
                self.assertEqual(each["read"], unpack(each["word"]))

    def test_maps_are_those_of_the_rotations(self):
        self.assertEqual(
            self.table["maps"], {str(turn): [i for row in rows for i in row] for turn, rows in MAPS.items()}
        )

    def test_gamma_tables_are_those_of_the_driver(self):
        self.assertEqual(self.table["gamma"], {"default": list(DEFAULT_GAMMA), "lowLight": list(LOW_LIGHT_GAMMA)})

    def test_sequences_leave_what_they_should(self):
        for each in self.table["sequences"]:
            with self.subTest(each["name"]):
                device = Device()
                sense = SenseHat(device=device)
                for step in each["steps"]:
                    self.take(sense, *step)
                words = [each.get("rest", 0)] * 64
                for index, word in each.get("words", {}).items():
                    words[int(index)] = word
                self.assertEqual(words, device.matrix.words())
                for index, shown in each.get("shown", {}).items():
                    self.assertEqual(tuple(shown), device.matrix.shown()[int(index)])

    def take(self, sense, step, *values):
        if step == "lowLight":
            sense.low_light = values[0]
        else:
            method = {
                "clear": sense.clear,
                "pixel": sense.set_pixel,
                "rotation": sense.set_rotation,
                "flipH": sense.flip_h,
                "flipV": sense.flip_v,
            }[step]
            method(*values)


if __name__ == "__main__":
    unittest.main()
