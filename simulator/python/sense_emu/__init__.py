"""A Sense HAT without the hardware: an 8x8 matrix, a joystick and sensors that a script uses as ever.

The matrix is seen as a light in Aromabridge; joystick and sensors are driven over MQTT. See docs/lights.md.
"""

from .sense_hat import SenseHat
from .stick import (
    ACTION_HELD,
    ACTION_PRESSED,
    ACTION_RELEASED,
    DIRECTION_DOWN,
    DIRECTION_LEFT,
    DIRECTION_MIDDLE,
    DIRECTION_RIGHT,
    DIRECTION_UP,
    InputEvent,
    SenseStick,
)

__all__ = [
    "SenseHat",
    "SenseStick",
    "InputEvent",
    "DIRECTION_UP",
    "DIRECTION_DOWN",
    "DIRECTION_LEFT",
    "DIRECTION_RIGHT",
    "DIRECTION_MIDDLE",
    "ACTION_PRESSED",
    "ACTION_RELEASED",
    "ACTION_HELD",
]
