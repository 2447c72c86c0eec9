"""The joystick."""

import collections
import inspect
import threading
import time
import traceback

DIRECTION_UP = "up"
DIRECTION_DOWN = "down"
DIRECTION_LEFT = "left"
DIRECTION_RIGHT = "right"
DIRECTION_MIDDLE = "middle"
DIRECTIONS = (DIRECTION_UP, DIRECTION_DOWN, DIRECTION_LEFT, DIRECTION_RIGHT, DIRECTION_MIDDLE)

ACTION_PRESSED = "pressed"
ACTION_RELEASED = "released"
ACTION_HELD = "held"

#: Seconds from the press to the first "held", and from each to the next.
FIRST_HELD = 0.250
NEXT_HELD = 0.050

#: Events that are kept for a script that does not ask for them; then the oldest goes.
MOST_EVENTS = 1000

_ANY = "any"

InputEvent = collections.namedtuple("InputEvent", ("timestamp", "direction", "action"))
InputEvent.__doc__ = """What the joystick did: timestamp in seconds since 1970, direction, action."""


def _of_one_argument(handler):
    """The handler, called with the event whether it takes one or not."""
    if handler is None:
        return None
    if not callable(handler):
        raise ValueError("value must be None or a callable")
    try:
        signature = inspect.signature(handler)
    except (TypeError, ValueError):
        return handler
    for arguments in ((None,), ()):
        try:
            signature.bind(*arguments)
        except TypeError:
            continue
        return handler if arguments else lambda event: handler()
    raise ValueError("value must be a callable which accepts up to one mandatory parameter")


def _handler(direction):
    def read(self):
        return self._handlers.get(direction, (None, None))[0]

    def write(self, value):
        self._handle(direction, value)

    return property(read, write, doc="Called for %s; None: nothing is." % direction)


class SenseStick:
    """A joystick with five directions.

    Events are kept until they are asked for. Once something is to be called for them (direction_up and so on), they go
    there instead, one after the other on a thread of their own; direction_any comes last.
    """

    def __init__(self):
        self._changed = threading.Condition()
        self._events = collections.deque(maxlen=MOST_EVENTS)
        self._handlers = {}
        self._down = None
        self._next_held = 0.0
        self._threads = set()

    direction_up = _handler(DIRECTION_UP)
    direction_down = _handler(DIRECTION_DOWN)
    direction_left = _handler(DIRECTION_LEFT)
    direction_right = _handler(DIRECTION_RIGHT)
    direction_middle = _handler(DIRECTION_MIDDLE)
    direction_any = _handler(_ANY)

    def get_events(self):
        """All events since it was asked last; waits for none."""
        with self._changed:
            events = list(self._events)
            self._events.clear()
            return events

    def wait_for_event(self, emptybuffer=False):
        """The next event; waits for it. With emptybuffer those before this call are forgotten."""
        with self._changed:
            if emptybuffer:
                self._events.clear()
            while not self._events:
                # In turns, so that Ctrl-C comes through on every system.
                self._changed.wait(1.0)
            return self._events.popleft()

    def close(self):
        """Calls nothing any more."""
        with self._changed:
            self._handlers.clear()

    # The other side: what moves it.

    def move(self, direction, action):
        """Presses or releases it. While it is pressed it is held, after 250 ms and each 50 ms.

        action: pressed, released, or None for both
        ValueError: there is no such direction or action.
        """
        if direction not in DIRECTIONS:
            raise ValueError("direction must be one of %s, not %r" % (", ".join(DIRECTIONS), direction))
        if action not in (None, ACTION_PRESSED, ACTION_RELEASED):
            raise ValueError("action must be pressed or released, or absent for both, not %r" % (action,))
        with self._changed:
            if action != ACTION_RELEASED:
                self._release()
                self._down = direction
                self._next_held = time.monotonic() + FIRST_HELD
                self._happened(direction, ACTION_PRESSED)
            if action != ACTION_PRESSED and self._down == direction:
                self._release()
        if action == ACTION_PRESSED:
            self._run("sense-stick-held", self._hold)

    def _release(self):
        if self._down is not None:
            self._happened(self._down, ACTION_RELEASED)
            self._down = None

    def _happened(self, direction, action):
        self._events.append(InputEvent(time.time(), direction, action))
        self._changed.notify_all()

    def _hold(self):
        with self._changed:
            while True:
                left = self._next_held - time.monotonic() if self._down else None
                if left is None or left > 0:
                    self._changed.wait(left)
                else:
                    self._happened(self._down, ACTION_HELD)
                    self._next_held += NEXT_HELD

    # Calling.

    def _handle(self, direction, value):
        handler = _of_one_argument(value)
        with self._changed:
            if handler is None:
                self._handlers.pop(direction, None)
            else:
                self._handlers[direction] = (value, handler)
                self._changed.notify_all()
        if handler is not None:
            self._run("sense-stick-calls", self._call)

    def _call(self):
        while True:
            with self._changed:
                while not (self._events and self._handlers):
                    self._changed.wait()
                event = self._events.popleft()
                wanted = [self._handlers.get(direction) for direction in (event.direction, _ANY)]
            for _, handler in filter(None, wanted):
                try:
                    handler(event)
                except Exception:  # It is the script's, and the next event is not to suffer.
                    traceback.print_exc()

    def _run(self, name, loop):
        with self._changed:
            if name in self._threads:
                return
            self._threads.add(name)
        threading.Thread(target=loop, name=name, daemon=True).start()
