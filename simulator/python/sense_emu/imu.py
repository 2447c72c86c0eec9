"""The sensors' side of a Sense HAT's interface."""

import math

#: The horizontal part of the earth's magnetic field.
_NORTH_MICROTESLA = 33.0


class Imu:
    """What a Sense HAT measures: of the air, and how it lies."""

    def __init__(self, sensors):
        self._sensors = sensors

    # The air.

    def get_humidity(self):
        """Relative humidity in percent."""
        return self._sensors.humidity()

    def get_temperature_from_humidity(self):
        """Degrees Celsius, by the humidity sensor."""
        return self._sensors.temperature_by_humidity()

    def get_temperature_from_pressure(self):
        """Degrees Celsius, by the pressure sensor."""
        return self._sensors.temperature_by_pressure()

    def get_temperature(self):
        """Degrees Celsius, by the humidity sensor."""
        return self.get_temperature_from_humidity()

    def get_pressure(self):
        """Air pressure in mbar."""
        return self._sensors.pressure()

    humidity = property(get_humidity)
    temperature = temp = property(get_temperature)
    pressure = property(get_pressure)

    # How it lies.

    def set_imu_config(self, compass_enabled, gyro_enabled, accel_enabled):
        """Says which of the three are used; all know the same here."""
        if not all(isinstance(each, bool) for each in (compass_enabled, gyro_enabled, accel_enabled)):
            raise TypeError("All set_imu_config parameters must be of boolean type")

    def get_orientation_degrees(self):
        """pitch, roll and yaw, each 0 to 360 degrees."""
        return self._sensors.orientation()

    def get_orientation(self):
        """pitch, roll and yaw, each 0 to 360 degrees."""
        return self.get_orientation_degrees()

    def get_orientation_radians(self):
        """pitch, roll and yaw in radians, each -pi to pi."""
        return {
            name: math.radians(degrees if degrees <= 180 else degrees - 360)
            for name, degrees in self._sensors.orientation().items()
        }

    def get_compass(self):
        """Degrees from north, 0 to 360."""
        return self._sensors.orientation()["yaw"]

    def get_gyroscope(self):
        """pitch, roll and yaw, each 0 to 360 degrees."""
        return self.get_orientation_degrees()

    def get_accelerometer(self):
        """pitch, roll and yaw, each 0 to 360 degrees."""
        return self.get_orientation_degrees()

    def get_compass_raw(self):
        """The magnetic field's x, y and z in microteslas."""
        return self._sensors.turned(_NORTH_MICROTESLA, 0.0)

    def get_gyroscope_raw(self):
        """How fast it turns around x, y and z, in radians a second: it does not turn."""
        return {"x": 0.0, "y": 0.0, "z": 0.0}

    def get_accelerometer_raw(self):
        """The acceleration along x, y and z in G: 1 along z if it lies flat."""
        return self._sensors.turned(0.0, 1.0)

    orientation = property(get_orientation)
    orientation_radians = property(get_orientation_radians)
    compass = property(get_compass)
    compass_raw = property(get_compass_raw)
    gyro = gyroscope = property(get_gyroscope)
    gyro_raw = gyroscope_raw = property(get_gyroscope_raw)
    accel = accelerometer = property(get_accelerometer)
    accel_raw = accelerometer_raw = property(get_accelerometer_raw)
