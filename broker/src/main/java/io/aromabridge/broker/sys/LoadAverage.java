package io.aromabridge.broker.sys;

/**
 * A rate for each minute, averaged over the last minutes with older ones counting exponentially less, as mosquitto's
 * {@code $SYS/broker/load} (mosquitto(8)) and as the load of a Unix system.
 */
final class LoadAverage {
    private final double minutes;
    private double perMinute;
    private long last;

    /** @param minutes over which it is averaged, more than 0 */
    LoadAverage(double minutes) {
        this.minutes = minutes;
    }

    /**
     * Goes on with a counter's new value.
     *
     * @param seconds since the last time, more than 0
     */
    double next(long count, double seconds) {
        double now = (count - last) * 60 / seconds;
        last = count;
        perMinute = now + Math.exp(-seconds / (60 * minutes)) * (perMinute - now);
        return perMinute;
    }
}
