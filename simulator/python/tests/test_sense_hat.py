"""The interface, as scripts use it."""

import math
import os
import tempfile
import unittest

import sense_emu
import sense_hat
from sense_emu import SenseHat, images
from sense_emu import sensors as sensors_of
from sense_emu.device import Device
from sense_emu.glyphs import GLYPHS, HEIGHT, WIDTH

RED, OFF = [248, 0, 0], [0, 0, 0]
CHARACTERS = " +-*/!\"#$><0123456789.=)(" + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" + "?,;:|@%[&_']\\~`"


class Base(unittest.TestCase):
    def setUp(self):
        self.device = Device(seed=1)
        self.sense = SenseHat(device=self.device)

    def fails(self, text, call, *arguments, error=ValueError):
        with self.assertRaises(error) as raised:
            call(*arguments)
        self.assertEqual(text, str(raised.exception))


class Pixels(Base):
    def test_clear_takes_a_colour_in_either_form(self):
        for arguments in ((255, 0, 0), ((255, 0, 0),), ([255, 0, 0],)):
            self.sense.clear()
            self.sense.clear(*arguments)
            self.assertEqual([RED] * 64, self.sense.get_pixels())
        self.sense.clear()
        self.assertEqual([OFF] * 64, self.sense.get_pixels())

    def test_wrong_colours_are_told_as_the_original_tells_them(self):
        given = "Pixel arguments must be given as (r, g, b) or r, g, b"
        between = "Pixel elements must be between 0 and 255"
        self.fails(given, self.sense.clear, 1, 2)
        self.fails(given, self.sense.clear, (1, 2, 3, 4))
        self.fails(given, self.sense.set_pixel, 0, 0, 1, 2)
        self.fails(given, self.sense.set_pixel, 0, 0, (1, 2))
        self.fails(between, self.sense.set_pixel, 0, 0, 256, 0, 0)
        self.fails(between, self.sense.set_pixel, 0, 0, (0, -1, 0))
        self.fails(between, self.sense.clear, 0, 0, 256)
        self.assertEqual([OFF] * 64, self.sense.get_pixels())

    def test_wrong_positions_are_told(self):
        for x in (-1, 8):
            self.fails("X position must be between 0 and 7", self.sense.set_pixel, x, 0, RED)
            self.fails("X position must be between 0 and 7", self.sense.get_pixel, x, 0)
            self.fails("Y position must be between 0 and 7", self.sense.set_pixel, 0, x, RED)
            self.fails("Y position must be between 0 and 7", self.sense.get_pixel, 0, x)

    def test_wrong_lists_are_told_and_change_nothing(self):
        self.fails("Pixel lists must have 64 elements", self.sense.set_pixels, [RED] * 63)
        start = "Pixel at index 63 is invalid. "
        three = start + "Pixels must contain 3 elements: Red, Green and Blue"
        self.fails(three, self.sense.set_pixels, [RED] * 63 + [[1, 2]])
        self.fails(start + "Pixel elements must be between 0 and 255", self.sense.set_pixels, [RED] * 63 + [[0, 0, 256]])
        self.assertEqual([OFF] * 64, self.sense.get_pixels())

    def test_half_a_number_is_no_element(self):
        with self.assertRaises(TypeError):
            self.sense.clear(1.5, 0, 0)

    def test_rotation_is_checked_and_read(self):
        self.fails("Rotation must be 0, 90, 180 or 270 degrees", self.sense.set_rotation, 45)
        self.sense.rotation = 180
        self.assertEqual(180, self.sense.rotation)
        self.sense.set_rotation()
        self.assertEqual(0, self.sense.rotation)

    def test_a_pixel_reads_back_where_it_was_set_however_it_is_turned(self):
        for turn in (0, 90, 180, 270):
            self.sense.set_rotation(turn)
            self.sense.clear()
            self.sense.set_pixel(6, 1, 255, 0, 0)
            self.assertEqual(RED, self.sense.get_pixel(6, 1))
            self.assertEqual(14, self.sense.get_pixels().index(RED))

    def test_flips_return_what_they_show_or_would_show(self):
        self.sense.set_pixel(0, 0, 255, 0, 0)
        self.assertEqual(7, self.sense.flip_h(False).index(RED))
        self.assertEqual(0, self.sense.get_pixels().index(RED))
        flipped = self.sense.flip_v()
        self.assertEqual(flipped, self.sense.get_pixels())
        self.assertEqual(56, self.sense.get_pixels().index(RED))

    def test_all_hats_of_a_process_are_the_same_one(self):
        other = SenseHat(device=self.device)
        other.clear(255, 0, 0)
        self.assertEqual([RED] * 64, self.sense.get_pixels())

    def test_the_other_name_is_the_same_package(self):
        self.assertIs(sense_emu.SenseHat, sense_hat.SenseHat)
        self.assertEqual(sense_emu.__all__, sense_hat.__all__)
        for name in sense_hat.__all__:
            self.assertIs(getattr(sense_emu, name), getattr(sense_hat, name))


class Gamma(Base):
    def test_wrong_tables_are_told_as_the_original_tells_them(self):
        with self.assertRaisesRegex(ValueError, "^Gamma array must be of length 32$"):
            self.sense.gamma = [0] * 31
        with self.assertRaisesRegex(ValueError, "^Gamma values must be bewteen 0 and 31$"):
            self.sense.gamma = [0] * 31 + [32]
        self.assertEqual(31, self.sense.gamma[31])

    def test_low_light_is_a_gamma(self):
        self.assertFalse(self.sense.low_light)
        self.sense.low_light = True
        self.assertTrue(self.sense.low_light)
        self.assertEqual(10, self.sense.gamma[31])
        self.sense.gamma_reset()
        self.assertFalse(self.sense.low_light)
        self.sense.gamma = [31] * 32
        self.assertEqual([31] * 32, self.sense.gamma)


class Text(Base):
    def test_every_documented_character_has_a_glyph_of_its_own(self):
        self.assertEqual(set(CHARACTERS), set(GLYPHS))
        self.assertEqual(len(CHARACTERS), len(set(GLYPHS.values())))
        for character, rows in GLYPHS.items():
            self.assertEqual([WIDTH] * HEIGHT, [len(row) for row in rows], character)
            self.assertEqual(character != " ", any(map(any, rows)), character)

    def test_a_letter_stands_behind_one_blank_column(self):
        self.sense.show_letter("I", [255, 0, 0], [0, 0, 255])
        shown = self.sense.get_pixels()
        self.assertEqual([2, 3, 4], [x for x in range(8) if shown[x] == RED])
        self.assertTrue(all(pixel in (RED, [0, 0, 248]) for pixel in shown))

    def test_a_letter_is_one_character(self):
        self.fails("Only one character may be passed into this method", self.sense.show_letter, "AB")

    def test_an_unknown_character_is_a_question_mark(self):
        self.sense.show_letter("?")
        known = self.sense.get_pixels()
        self.sense.show_letter("\u00e4")
        self.assertEqual(known, self.sense.get_pixels())

    def test_a_message_scrolls_column_by_column_and_leaves_the_matrix_blank(self):
        frames = []
        self.device.matrix.changed = lambda: frames.append(self.sense.get_pixels())
        self.sense.show_message("I", 0, [255, 0, 0], [0, 0, 255])
        # 8 blank, 3 of the trimmed letter, 1 and 8 blank: 20 columns, so 12 frames.
        self.assertEqual(12, len(frames))
        self.assertTrue(all(pixel == [0, 0, 248] for frame in (frames[0], frames[-1]) for pixel in frame))
        # The letter's first column comes in on the right, on both of its strokes.
        self.assertEqual([7, 55], [i for i, pixel in enumerate(frames[1]) if pixel == RED])

    def test_a_space_keeps_its_width(self):
        frames = []
        self.device.matrix.changed = lambda: frames.append(1)
        self.sense.show_message(" ", 0)
        self.assertEqual(8 + 5 + 1 + 8 - 8, len(frames))


class Images(Base):
    def file(self, data):
        path = os.path.join(self.folder.name, "image")
        with open(path, "wb") as file:
            file.write(data)
        return path

    def setUp(self):
        super().setUp()
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def test_a_ppm_file_is_shown(self):
        path = self.file(b"P6\n# red\n8 8\n255\n" + bytes([255, 0, 0]) * 64)
        self.assertEqual([[255, 0, 0]] * 64, self.sense.load_image(path))
        self.assertEqual([RED] * 64, self.sense.get_pixels())
        text = self.file(b"P3 8 8 255" + b" 0 255 0" * 64)
        self.assertEqual([[0, 255, 0]] * 64, self.sense.load_image(text, redraw=False))
        self.assertEqual([RED] * 64, self.sense.get_pixels())

    def test_an_image_of_another_size_is_refused(self):
        path = self.file(b"P6 4 4 255\n" + bytes(48))
        self.fails("Pixel lists must have 64 elements", self.sense.load_image, path)

    def test_a_damaged_file_says_what_is_wrong(self):
        for data in (b"P6 8 8 255\n" + bytes(3), b"P6 8", b"P3 8 8 65535 0", b"P3 8 8 255 x", b"P6 8 8 # no end"):
            with self.subTest(data), self.assertRaisesRegex(ValueError, "is no PPM file with 8 bits an element"):
                self.sense.load_image(self.file(data))

    def test_a_missing_file_is_told(self):
        path = os.path.join(self.folder.name, "none.png")
        self.fails(path + " not found", self.sense.load_image, path, error=OSError)

    def test_a_png_is_read_with_pillow_or_pillow_is_named(self):
        path = os.path.join(self.folder.name, "image.png")
        try:
            from PIL import Image
        except ImportError:
            with self.assertRaisesRegex(ImportError, "pip install Pillow"):
                images.pixels(self.file(b"\x89PNG"))
            return
        Image.new("RGB", (8, 8), (255, 0, 0)).save(path)
        self.assertEqual([[255, 0, 0]] * 64, self.sense.load_image(path))


class Sensors(Base):
    def test_values_at_first_lie_around_the_documented_ones(self):
        self.assertAlmostEqual(20.0, self.sense.get_temperature(), delta=1)
        self.assertAlmostEqual(20.0, self.sense.get_temperature_from_pressure(), delta=2)
        self.assertAlmostEqual(1013.0, self.sense.pressure, delta=1)
        self.assertAlmostEqual(45.0, self.sense.humidity, delta=4)

    def test_the_same_seed_gives_the_same_noise(self):
        again = SenseHat(device=Device(seed=1))
        other = SenseHat(device=Device(seed=2))
        self.assertEqual(self.sense.humidity, again.humidity)
        self.assertNotEqual(self.sense.humidity, other.humidity)

    def test_values_can_be_set_and_read_exactly(self):
        self.device.receive("sensors", b'{"temperature": 31.5, "humidity": 60, "pressure": 990, "noise": false}')
        self.assertEqual((31.5, 31.5, 60, 990), (self.sense.temp, self.sense.temperature, self.sense.humidity, self.sense.pressure))
        self.device.receive("sensors", b'{"yaw": 90}')
        self.assertEqual(90, self.sense.compass)
        self.assertEqual({"pitch": 0, "roll": 0, "yaw": 90}, self.sense.get_orientation())
        self.assertAlmostEqual(math.pi / 2, self.sense.orientation_radians["yaw"])

    def test_new_values_come_with_the_samples(self):
        now = [0.0]
        sensors = sensors_of.Sensors(1, lambda: now[0])
        sensors.set({"humidity": 90})
        self.assertLess(sensors.humidity(), 60)
        now[0] = 1.4
        self.assertAlmostEqual(90, sensors.humidity(), delta=2)

    def test_what_cannot_be_set_is_refused_whole(self):
        for told, why in (
            (b"{", "no JSON"),
            (b"\xff", "no JSON"),
            (b"[]", "no JSON object"),
            (b'{"light": 1}', "there is no light to set"),
            (b'{"pressure": 990, "temperature": 106}', "temperature must be a number from -30 to 105"),
            (b'{"humidity": NaN}', "humidity must be"),
            (b'{"humidity": true}', "humidity must be"),
            (b'{"noise": 3}', "noise must be true or false"),
            (b"[" * 4000, "no JSON"),
            (b" " * 5000, "too long"),
        ):
            with self.subTest(told), self.assertRaisesRegex(ValueError, why):
                self.device.receive("sensors", told)
        self.assertAlmostEqual(1013, self.sense.pressure, delta=1)

    def test_lying_flat_it_feels_gravity_along_z(self):
        accel = self.sense.get_accelerometer_raw()
        self.assertEqual((0, 0, 1), tuple(round(accel[axis], 6) for axis in "xyz"))
        self.assertEqual({"x": 0, "y": 0, "z": 0}, self.sense.gyro_raw)
        self.assertAlmostEqual(33, self.sense.compass_raw["x"])

    def test_turned_it_feels_the_same_vectors_elsewhere(self):
        self.device.sensors.set({"roll": 90})
        self.assertAlmostEqual(1, self.sense.accel_raw["y"])
        self.device.sensors.set({"roll": 0, "pitch": 90})
        self.assertAlmostEqual(-1, self.sense.accel_raw["x"])
        self.device.sensors.set({"pitch": 30, "roll": 40, "yaw": 50})
        self.assertAlmostEqual(33, math.sqrt(sum(v * v for v in self.sense.compass_raw.values())))

    def test_the_imu_is_configured_with_truth_values_alone(self):
        self.sense.set_imu_config(True, False, True)
        told = "All set_imu_config parameters must be of boolean type"
        self.fails(told, self.sense.set_imu_config, 1, True, True, error=TypeError)


if __name__ == "__main__":
    unittest.main()
