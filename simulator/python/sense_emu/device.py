"""One simulated Sense HAT: matrix, joystick and sensors, and what is told of them to others."""

import json
import os
import random
import sys
import threading

from . import settings
from .matrix import LedMatrix, unpack
from .sensors import Sensors
from .stick import SenseStick

#: Longer messages are not read.
_LONGEST = 4096


class Device:
    """A Sense HAT. Nobody sees it until it is linked with a broker.

    name: what the light is called
    seed: of the sensors' noise
    """

    def __init__(self, name="sense-hat", seed=None):
        self.name = name
        self.matrix = LedMatrix()
        self.stick = SenseStick()
        self.sensors = Sensors(seed)

    def state(self, connected):
        """What the light shows, as JSON in the form of the other lights.

        connected: whether somebody still runs it
        """
        colours = ["#%02x%02x%02x" % tuple(unpack(word)) for word in self.matrix.words()]
        return json.dumps(
            {
                "name": self.name,
                "role": "script",
                "side": "local",
                "connected": connected,
                "colours": colours[:1] if len(set(colours)) == 1 else colours,
                "lowLight": self.matrix.low_light,
            }
        )

    def receive(self, part, payload):
        """Moves the joystick, or sets sensors.

        part: joystick or sensors
        payload: one JSON object as bytes
        ValueError: it cannot be done; says why.
        """
        if len(payload) > _LONGEST:
            raise ValueError("%d bytes are too long, at most %d are read" % (len(payload), _LONGEST))
        try:
            told = json.loads(payload.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise ValueError("it is no JSON: %s" % error) from error
        if not isinstance(told, dict):
            raise ValueError("it is no JSON object")
        if part == "joystick":
            self.stick.move(told.get("direction"), told.get("action"))
        else:
            noise = told.pop("noise", None)
            if noise not in (None, True, False):
                raise ValueError("noise must be true or false, not %r" % (noise,))
            self.sensors.set(told, noise)


_lock = threading.Lock()
_devices = []


def default_device():
    """The Sense HAT of this process; made, and linked with the broker if there is one, when it is asked for first."""
    with _lock:
        if not _devices:
            device = Device(settings.light_name(os.environ, sys.argv), _seed(os.environ))
            _devices.append(device)
            _link(device)
        return _devices[0]


def _seed(environment):
    """The seed that is given, else a new one."""
    return environment.get("AROMA_LIGHT_SEED") or random.SystemRandom().getrandbits(32)


def _link(device):
    unseen = "; %s works, but nobody sees it" % device.name
    try:
        broker = settings.broker(os.environ)
        from .link import Link

        Link(broker, device).start()
    except settings.SettingsError as error:
        settings.say(str(error) + unseen)
    except ImportError as error:
        settings.say("paho-mqtt is not installed (%s): pip install paho-mqtt%s" % (error, unseen))
