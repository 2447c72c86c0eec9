"""The same as sense_emu, for scripts that were written for the hardware."""

from sense_emu import *  # noqa: F401,F403
from sense_emu import __all__  # noqa: F401
