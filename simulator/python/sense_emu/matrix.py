"""The frame buffer of the matrix."""

import threading

SIZE = 8
PIXELS = SIZE * SIZE

DEFAULT_GAMMA = (
    0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7,
    8, 9, 10, 11, 12, 14, 15, 17, 18, 20, 21, 23, 25, 27, 29, 31,
)  # fmt: skip
LOW_LIGHT_GAMMA = (
    0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2,
    3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 10, 10,
)  # fmt: skip


def _turned(rows):
    """The map turned by a quarter, counter-clockwise: its last column becomes the first row."""
    return tuple(tuple(row[SIZE - 1 - y] for row in rows) for y in range(SIZE))


def _maps():
    rows = tuple(tuple(range(y * SIZE, (y + 1) * SIZE)) for y in range(SIZE))
    maps = {}
    for degrees in (0, 90, 180, 270):
        maps[degrees] = rows
        rows = _turned(rows)
    return maps


#: For each rotation, where in the frame buffer the pixel of row y and column x lies: MAPS[90][y][x].
MAPS = _maps()


def pack(red, green, blue):
    """The RGB565 word of a colour: 5 bits of red, 6 of green, 5 of blue; the lower bits of each are lost."""
    return ((red >> 3) << 11) | ((green >> 2) << 5) | (blue >> 3)


def unpack(word):
    """The colour of an RGB565 word, as it reads back."""
    return [(word >> 11 & 0x1F) << 3, (word >> 5 & 0x3F) << 2, (word & 0x1F) << 3]


class LedMatrix:
    """64 words of RGB565, row by row from the top left, and the gamma table that the driver shows them with.

    Dark at first. Thread-safe: a frame is written and read whole.

    changed: called after each write, on the writer's thread; must not block
    """

    def __init__(self, changed=lambda: None):
        self._lock = threading.Lock()
        self._words = [0] * PIXELS
        self._gamma = DEFAULT_GAMMA
        self.changed = changed

    def words(self):
        """The 64 words."""
        with self._lock:
            return list(self._words)

    def write(self, words):
        """Replaces some words.

        words: pairs of index and word
        """
        with self._lock:
            for index, word in words:
                self._words[index] = word
        self.changed()

    @property
    def gamma(self):
        """The 32 values, 0 to 31, by which the driver replaces an element's upper 5 bits."""
        return self._gamma

    @gamma.setter
    def gamma(self, values):
        self._gamma = tuple(values)
        self.changed()

    @property
    def low_light(self):
        """Whether the gamma table is that of low light."""
        return self._gamma == LOW_LIGHT_GAMMA

    def shown(self):
        """What the LEDs get: 64 triples of 0 to 31."""
        gamma = self._gamma
        return [
            (gamma[word >> 11 & 0x1F], gamma[word >> 6 & 0x1F], gamma[word & 0x1F])
            for word in self.words()
        ]
