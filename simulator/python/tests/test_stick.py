"""The joystick."""

import contextlib
import io
import queue
import threading
import unittest

from sense_emu import ACTION_HELD, ACTION_PRESSED, ACTION_RELEASED, DIRECTION_UP, SenseHat, SenseStick
from sense_emu.device import Device
from sense_emu.stick import MOST_EVENTS


def moves(events):
    return [(event.direction, event.action) for event in events]


class Events(unittest.TestCase):
    def setUp(self):
        self.stick = SenseStick()

    def test_a_click_is_a_press_and_a_release(self):
        self.stick.move("up", None)
        events = self.stick.get_events()
        self.assertEqual([(DIRECTION_UP, ACTION_PRESSED), (DIRECTION_UP, ACTION_RELEASED)], moves(events))
        self.assertLessEqual(events[0].timestamp, events[1].timestamp)
        self.assertEqual([], self.stick.get_events())

    def test_waiting_gets_the_events_one_by_one(self):
        self.stick.move("left", None)
        self.assertEqual("pressed", self.stick.wait_for_event().action)
        self.assertEqual("released", self.stick.wait_for_event().action)

    def test_waiting_with_an_empty_buffer_forgets_what_was(self):
        self.stick.move("left", None)
        threading.Timer(0.05, self.stick.move, ("right", None)).start()
        self.assertEqual("right", self.stick.wait_for_event(emptybuffer=True).direction)

    def test_it_is_held_until_it_is_released(self):
        self.stick.move("middle", "pressed")
        pressed = self.stick.wait_for_event()
        held = [self.stick.wait_for_event() for _ in range(3)]
        self.assertEqual([("middle", ACTION_HELD)] * 3, moves(held))
        self.assertGreaterEqual(held[0].timestamp - pressed.timestamp, 0.2)
        self.stick.move("middle", "released")
        events = self.stick.get_events()
        self.assertEqual(ACTION_RELEASED, events[-1].action)
        self.assertNotIn(ACTION_PRESSED, [event.action for event in events])

    def test_another_direction_releases_the_one_before(self):
        self.stick.move("up", "pressed")
        self.stick.move("down", "pressed")
        self.stick.move("up", "released")
        self.stick.move("down", "released")
        self.assertEqual(
            [("up", "pressed"), ("up", "released"), ("down", "pressed"), ("down", "released")],
            moves(self.stick.get_events()),
        )

    def test_only_the_newest_events_are_kept(self):
        for _ in range(MOST_EVENTS):
            self.stick.move("up", None)
        self.assertEqual(MOST_EVENTS, len(self.stick.get_events()))

    def test_what_is_no_move_is_refused(self):
        device = Device()
        for told in (b'{"direction": "north"}', b'{"direction": "up", "action": "held"}', b"{}", b'{"direction": [1]}'):
            with self.subTest(told), self.assertRaisesRegex(ValueError, "must be"):
                device.receive("joystick", told)
        device.receive("joystick", b'{"direction": "up", "action": "pressed"}')
        self.assertEqual("up", SenseHat(device=device).stick.wait_for_event().direction)


class Calls(unittest.TestCase):
    def setUp(self):
        self.stick = SenseStick()
        self.called = queue.Queue()

    def test_the_directions_own_comes_before_that_of_any(self):
        self.stick.direction_any = lambda: self.called.put("any")
        self.stick.direction_up = lambda event: self.called.put(event.action)
        self.stick.move("up", None)
        self.assertEqual(["pressed", "any", "released", "any"], [self.called.get(timeout=5) for _ in range(4)])

    def test_one_that_fails_does_not_keep_the_next_from_being_called(self):
        def fail():
            raise RuntimeError("on purpose")


        self.stick.direction_up = fail
        self.stick.direction_down = lambda event: self.called.put(event.action)
        with contextlib.redirect_stderr(io.StringIO()) as told:
            self.stick.move("up", None)
            self.stick.move("down", None)
            self.assertEqual("pressed", self.called.get(timeout=5))
        self.assertIn("on purpose", told.getvalue())

    def test_taken_away_it_is_not_called(self):
        handler = lambda: self.called.put("up")  # noqa: E731
        self.stick.direction_up = handler
        self.assertIs(handler, self.stick.direction_up)
        self.stick.direction_up = None
        self.assertIsNone(self.stick.direction_up)
        self.stick.move("up", None)
        self.assertEqual(2, len(self.stick.get_events()))

    def test_what_cannot_be_called_is_refused(self):
        with self.assertRaisesRegex(ValueError, "^value must be None or a callable$"):
            self.stick.direction_up = 3
        with self.assertRaisesRegex(ValueError, "accepts up to one mandatory parameter"):
            self.stick.direction_up = lambda a, b: None


if __name__ == "__main__":
    unittest.main()
