"""The light's own connection to the broker."""

import atexit
import os
import threading
import time

import paho.mqtt.client as mqtt

from .settings import say

#: The matrix shows no more frames a second; what changes in between is told with the next.
FRAMES_PER_SECOND = 60

#: Seconds that the end of the script may take for the last frame.
LAST_FRAME = 2.0


class _Client(mqtt.Client):
    """A client that tells when the broker cannot be reached; not all versions do."""

    unreachable = None

    def reconnect(self):
        try:
            return super().reconnect()
        except OSError as error:
            self.unreachable(error)
            raise


def _client(client_id):
    # Version 2 asks for the kind of callbacks; those here fit both kinds.
    kinds = getattr(mqtt, "CallbackAPIVersion", None)
    return _Client(kinds.VERSION2, client_id=client_id) if kinds else _Client(client_id=client_id)


class Link:
    """Tells what the light shows, retained, and takes what moves its joystick and sets its sensors.

    The script never waits for it: a change only wakes the thread that publishes. One message at a time is on its way, and
    the newest frame is the next one, so that nothing piles up behind a slow broker. A lost connection is made again.

    broker: where to connect
    device: the light; told here of its changes
    """

    def __init__(self, broker, device):
        self._broker = broker
        self._device = device
        self._topic = "aromabridge/devices/light/%s/" % device.name
        self._change = threading.Condition()
        self._new = True
        self._connected = False
        self._writing = False
        self._failed = False
        self._ending = False
        self._client = self._made()

    def _made(self):
        client = _client("light-%s-%s" % (self._device.name, os.urandom(4).hex()))
        if self._broker.user is not None:
            client.username_pw_set(self._broker.user, self._broker.password)
        client.will_set(self._topic + "state", self._device.state(False), qos=1, retain=True)
        client.reconnect_delay_set(1, 10)
        client.unreachable = lambda error: self._fails("cannot be reached (%s)" % error)
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        client.on_publish = self._on_publish
        client.on_message = self._on_message
        return client

    def start(self):
        """Begins to connect; ends with the script."""
        self._device.matrix.changed = self._changed
        self._client.connect_async(self._broker.host, self._broker.port, 60)
        self._client.loop_start()
        threading.Thread(target=self._publish_changes, name="sense-hat-frames", daemon=True).start()
        atexit.register(self._end)

    def _changed(self):
        with self._change:
            self._new = True
            self._change.notify_all()

    def _fails(self, how):
        # Said first: the script may end as soon as this is known.
        if not self._failed:
            say(
                "the broker at %s:%d %s; %s works, but nobody sees it until that changes"
                % (self._broker.host, self._broker.port, how, self._device.name)
            )
        with self._change:
            self._failed = True
            self._change.notify_all()

    # On paho's thread.

    def _on_connect(self, client, userdata, flags, code, *unused):
        if code != 0:
            why = mqtt.connack_string(code) if isinstance(code, int) else code
            self._fails("refuses user %r (%s)" % (self._broker.user, why))
            return
        client.subscribe([(self._topic + "joystick", 1), (self._topic + "sensors", 1)])
        with self._change:
            self._connected = True
            self._failed = False
            self._writing = False
            self._new = True
            self._change.notify_all()

    def _on_disconnect(self, *unused):
        with self._change:
            self._connected = False
            self._writing = False
            self._change.notify_all()

    def _on_publish(self, *unused):
        with self._change:
            self._writing = False
            self._change.notify_all()

    def _on_message(self, client, userdata, message):
        try:
            self._device.receive(message.topic.rpartition("/")[2], message.payload)
        except Exception as error:  # Nothing that comes from outside ends the connection.
            say("a message on %s is ignored: %s" % (message.topic, error))

    # On the thread that publishes.

    def _publish_changes(self):
        while True:
            with self._change:
                self._change.wait_for(lambda: self._ending or (self._new and self._free()))
                if self._ending:
                    return
                self._new = False
                self._writing = True
            self._publish(True)
            with self._change:
                self._change.wait_for(lambda: self._ending, 1 / FRAMES_PER_SECOND)

    def _free(self):
        return self._connected and not self._writing

    def _publish(self, connected):
        # QoS 0: what a broken connection took is told anew by the next one, and paho repeats nothing old.
        info = self._client.publish(self._topic + "state", self._device.state(connected), qos=0, retain=True)
        if info.rc != mqtt.MQTT_ERR_SUCCESS:
            self._on_publish()

    # At the end of the script.

    def _end(self):
        try:
            self.close()
        except KeyboardInterrupt:
            pass  # Whoever interrupts a second time does not want to wait; the broker tells that the light is gone.

    def close(self):
        """Tells the last frame and that the script is gone; gives up after 2 s."""
        atexit.unregister(self._end)
        deadline = time.monotonic() + LAST_FRAME
        with self._change:
            self._change.wait_for(lambda: self._failed or self._free(), LAST_FRAME)
            free = self._free()
            self._ending = True
            self._writing = free
            self._change.notify_all()
        if free:
            self._publish(False)
            self._await(lambda: not self._writing, deadline)
            self._client.disconnect()
            self._await(lambda: not self._connected, deadline)

    def _await(self, condition, deadline):
        with self._change:
            self._change.wait_for(condition, max(0.0, deadline - time.monotonic()))
