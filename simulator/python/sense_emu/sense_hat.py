"""The interface of a Sense HAT that scripts use."""

import operator
import time

from . import images, text
from .device import default_device
from .imu import Imu
from .matrix import DEFAULT_GAMMA, LOW_LIGHT_GAMMA, MAPS, PIXELS, SIZE, pack, unpack

_COLOUR_ERROR = "Pixel arguments must be given as (r, g, b) or r, g, b"
_RANGE_ERROR = "Pixel elements must be between 0 and 255"


def _colour(arguments):
    """The one colour that is given as a sequence or as three numbers; not checked for its range yet."""
    colour = arguments[0] if len(arguments) == 1 else arguments
    if len(colour) != 3:
        raise ValueError(_COLOUR_ERROR)
    return colour


def _word(colour, error=_RANGE_ERROR):
    if any(element > 255 or element < 0 for element in colour):
        raise ValueError(error)
    return pack(*(operator.index(element) for element in colour))


class SenseHat(Imu):
    """A Sense HAT. All of them in a process share matrix, joystick and sensors, as with the hardware.

    The two positional arguments are those of the original; nothing is read from files here.

    device: another one than that of the process
    """

    def __init__(self, imu_settings_file="RTIMULib", text_assets="sense_hat_text", *, device=None):
        self._device = device or default_device()
        super().__init__(self._device.sensors)
        self._matrix = self._device.matrix
        self._rotation = 0

    @property
    def stick(self):
        """The joystick."""
        return self._device.stick

    # The matrix.

    @property
    def rotation(self):
        """By how many degrees the image is turned: 0, 90, 180 or 270."""
        return self._rotation

    @rotation.setter
    def rotation(self, degrees):
        self.set_rotation(degrees)

    def set_rotation(self, r=0, redraw=True):
        """Turns what is written from now on, and with redraw what is shown too."""
        if r not in MAPS:
            raise ValueError("Rotation must be 0, 90, 180 or 270 degrees")
        shown = self.get_pixels()
        self._rotation = r
        if redraw:
            self.set_pixels(shown)

    def set_pixels(self, pixel_list):
        """Shows 64 colours, row by row from the top left, each of red, green and blue, 0 to 255."""
        if len(pixel_list) != PIXELS:
            raise ValueError("Pixel lists must have 64 elements")
        words = []
        for index, pixel in enumerate(pixel_list):
            if len(pixel) != 3:
                raise ValueError(
                    "Pixel at index %d is invalid. Pixels must contain 3 elements: Red, Green and Blue" % index
                )
            words.append(_word(pixel, "Pixel at index %d is invalid. %s" % (index, _RANGE_ERROR)))
        self._write(words)

    def _write(self, words):
        places = MAPS[self._rotation]
        self._matrix.write((places[i // SIZE][i % SIZE], word) for i, word in enumerate(words))

    def get_pixels(self):
        """The 64 colours as they read back: of each element the lower bits are lost."""
        words = self._matrix.words()
        return [unpack(words[place]) for row in MAPS[self._rotation] for place in row]

    def _place(self, x, y):
        if x > 7 or x < 0:
            raise ValueError("X position must be between 0 and 7")
        if y > 7 or y < 0:
            raise ValueError("Y position must be between 0 and 7")
        return MAPS[self._rotation][y][x]

    def set_pixel(self, x, y, *args):
        """Shows one pixel; the colour is r, g, b or (r, g, b)."""
        colour = _colour(args)
        place = self._place(x, y)
        self._matrix.write([(place, _word(colour))])

    def get_pixel(self, x, y):
        """One colour as it reads back."""
        place = self._place(x, y)
        return unpack(self._matrix.words()[place])

    def clear(self, *args):
        """Shows one colour everywhere, none by default; it is r, g, b or (r, g, b)."""
        self._write([_word(_colour(args) if args else (0, 0, 0))] * PIXELS)

    def _flipped(self, shown, redraw):
        if redraw:
            self.set_pixels(shown)
        return shown

    def flip_h(self, redraw=True):
        """What is shown with left and right exchanged; with redraw it is shown so."""
        shown = self.get_pixels()
        return self._flipped([shown[i // SIZE * SIZE + SIZE - 1 - i % SIZE] for i in range(PIXELS)], redraw)

    def flip_v(self, redraw=True):
        """What is shown with top and bottom exchanged; with redraw it is shown so."""
        shown = self.get_pixels()
        return self._flipped([shown[(SIZE - 1 - i // SIZE) * SIZE + i % SIZE] for i in range(PIXELS)], redraw)

    def load_image(self, file_path, redraw=True):
        """The pixels of an image file of 8 by 8; with redraw they are shown. PPM files; others with Pillow."""
        loaded = images.pixels(file_path)
        if redraw:
            self.set_pixels(loaded)
        return loaded

    @property
    def gamma(self):
        """32 values, 0 to 31: what the LEDs get for each value of an element's upper 5 bits."""
        return list(self._matrix.gamma)

    @gamma.setter
    def gamma(self, buffer):
        if len(buffer) != 32:
            raise ValueError("Gamma array must be of length 32")
        if not all(0 <= value <= 31 for value in buffer):
            raise ValueError("Gamma values must be bewteen 0 and 31")
        self._matrix.gamma = [operator.index(value) for value in buffer]

    def gamma_reset(self):
        """Takes the default gamma again."""
        self._matrix.gamma = DEFAULT_GAMMA

    @property
    def low_light(self):
        """Whether the matrix is dimmed for dark rooms."""
        return self._matrix.low_light

    @low_light.setter
    def low_light(self, value):
        self._matrix.gamma = LOW_LIGHT_GAMMA if value else DEFAULT_GAMMA

    # Text.

    def _show(self, columns, text_colour, back_colour):
        self.set_pixels([text_colour if columns[x][y] else back_colour for y in range(SIZE) for x in range(SIZE)])

    def show_letter(self, s, text_colour=(255, 255, 255), back_colour=(0, 0, 0)):
        """Shows one character."""
        if len(s) != 1:
            raise ValueError("Only one character may be passed into this method")
        self._show(text.letter(s), text_colour, back_colour)

    def show_message(
        self, text_string, scroll_speed=0.1, text_colour=(255, 255, 255), back_colour=(0, 0, 0)
    ):
        """Lets a text scroll past from right to left; comes back when it is gone.

        scroll_speed: seconds for each column
        """
        for frame in text.frames(text_string):
            self._show(frame, text_colour, back_colour)
            time.sleep(scroll_speed)
