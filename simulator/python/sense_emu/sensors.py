"""What the sensors measure: values that are set from outside, with the noise of the real ones."""

import collections
import math
import random
import threading
import time

#: What can be set, with its range and its value at first: degrees Celsius, mbar, percent, degrees.
RANGES = {
    "temperature": (-30, 105, 20.0),
    "pressure": (260, 1260, 1013.0),
    "humidity": (0, 100, 45.0),
    "pitch": (0, 360, 0.0),
    "roll": (0, 360, 0.0),
    "yaw": (0, 360, 0.0),
}

_SPREAD = 0.2


class _MovingAverage:
    """Of as many samples as a chip averages; new ones come in its own time."""

    def __init__(self, samples, seconds, sample, clock):
        self._sample = sample
        self._seconds = seconds
        self._clock = clock
        self._kept = collections.deque((sample() for _ in range(samples)), maxlen=samples)
        self._at = clock()

    def value(self):
        due = int((self._clock() - self._at) / self._seconds)
        self._at += due * self._seconds
        for _ in range(min(due, self._kept.maxlen)):
            self._kept.append(self._sample())
        return sum(self._kept) / len(self._kept)

    def refill(self):
        self._kept.extend([self._sample() for _ in range(self._kept.maxlen)])
        self._at = self._clock()


class Sensors:
    """All sensors. Thread-safe.

    seed: of the noise; the same seed gives the same noise
    clock: seconds that only grow
    """

    def __init__(self, seed=None, clock=time.monotonic):
        self._lock = threading.Lock()
        self._random = random.Random(seed)
        self._values = {name: start for name, (_, _, start) in RANGES.items()}
        self._noise = True
        self._pressure = _MovingAverage(25, 0.040, self._sample_pressure, clock)
        self._pressure_temperature = _MovingAverage(25, 0.040, self._sample_pressure_temperature, clock)
        self._humidity = _MovingAverage(10, 0.130, self._sample_humidity, clock)
        self._humidity_temperature = _MovingAverage(10, 0.130, self._sample_temperature, clock)

    def set(self, values, noise=None):
        """Sets some values, by the names of RANGES, all or none. With noise False they are then read exactly.

        ValueError: there is no such value, or it is out of its range.
        """
        for name, value in values.items():
            if name not in RANGES:
                raise ValueError("there is no %s to set; there are %s and noise" % (name, ", ".join(RANGES)))
            least, most, _ = RANGES[name]
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if not number or not least <= value <= most:
                raise ValueError("%s must be a number from %s to %s, not %r" % (name, least, most, value))
        with self._lock:
            self._values.update({name: float(value) for name, value in values.items()})
            if noise is not None:
                self._noise = noise
            if not self._noise:
                for average in (
                    self._pressure,
                    self._pressure_temperature,
                    self._humidity,
                    self._humidity_temperature,
                ):
                    average.refill()

    def _noisy(self, value, error, name):
        if not self._noise:
            return value
        least, most, _ = RANGES[name]
        return min(most, max(least, value + self._random.gauss(0, _SPREAD) * error))

    def _sample_humidity(self):
        humidity = self._values["humidity"]
        return self._noisy(humidity, 3.5 if 20 <= humidity <= 80 else 5.0, "humidity")

    def _sample_temperature(self):
        celsius = self._values["temperature"]
        error = 0.5 if 15 <= celsius <= 40 else 1.0 if 0 <= celsius <= 60 else 2.0
        return self._noisy(celsius, error, "temperature")

    def _sample_pressure(self):
        pressure, celsius = self._values["pressure"], self._values["temperature"]
        error = 0.2 if 800 <= pressure <= 1100 and 20 <= celsius <= 60 else 1.0
        return self._noisy(pressure, error, "pressure")

    def _sample_pressure_temperature(self):
        celsius = self._values["temperature"]
        return self._noisy(celsius, 2.0 if 0 <= celsius <= 65 else 4.0, "temperature")

    def _read(self, average):
        with self._lock:
            return average.value()

    def humidity(self):
        """Relative humidity in percent."""
        return self._read(self._humidity)

    def pressure(self):
        """Air pressure in mbar."""
        return self._read(self._pressure)

    def temperature_by_humidity(self):
        """Degrees Celsius, by the humidity sensor."""
        return self._read(self._humidity_temperature)

    def temperature_by_pressure(self):
        """Degrees Celsius, by the pressure sensor."""
        return self._read(self._pressure_temperature)

    def orientation(self):
        """Pitch, roll and yaw in degrees, 0 to 360."""
        with self._lock:
            return {name: self._values[name] for name in ("pitch", "roll", "yaw")}

    def turned(self, north, up):
        """A vector of the room as the turned device has it: x to the front, y to the right, z along gravity.

        north, up: how long its parts are that point there
        """
        pitch, roll, yaw = (math.radians(self.orientation()[name]) for name in ("pitch", "roll", "yaw"))
        sin_p, cos_p, sin_r, cos_r = math.sin(pitch), math.cos(pitch), math.sin(roll), math.cos(roll)
        ahead, aside = north * math.cos(yaw), -north * math.sin(yaw)
        return {
            "x": cos_p * ahead - sin_p * up,
            "y": sin_r * sin_p * ahead + cos_r * aside + sin_r * cos_p * up,
            "z": cos_r * sin_p * ahead - sin_r * aside + cos_r * cos_p * up,
        }
