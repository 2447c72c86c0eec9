package io.aromabridge.cloud.murano.product;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A resource of a device, such as its temperature.
 *
 * @param points its newest values, the latest last; at most {@link #REMEMBERED}, and of long ones fewer
 * @param pending whether the latest was written by the platform, and the device has not published one since
 */
public record Resource(Format format, List<Point> points, boolean pending) {
    /** So many values are kept. */
    public static final int REMEMBERED = 20;

    /** Characters of all values together beyond which older ones are forgotten. */
    private static final int REMEMBERED_LENGTH = 16 * 1024;

    /** Keeps its own copy. */
    public Resource {
        points = List.copyOf(points);
    }

    /** One without a value. */
    static Resource empty(Format format) {
        return new Resource(format, List.of(), false);
    }

    /** The value now, if it ever had one. */
    public Optional<Point> latest() {
        return points.isEmpty() ? Optional.empty() : Optional.of(points.get(points.size() - 1));
    }

    /** The platform writes a value now: the latest from here on, whatever clock gave those before. */
    Resource written(String value, Instant now) {
        return new Resource(format, with(now(value, now)), true);
    }

    /** The device publishes a value now. */
    Resource published(String value, Instant now) {
        return new Resource(format, with(now(value, now)), false);
    }

    /** The device publishes a value of a time that it names; one that is not the latest leaves what is pending so. */
    Resource recorded(Point point) {
        List<Point> all = with(point);
        return new Resource(format, all, pending && !all.get(all.size() - 1).equals(point));
    }

    private Point now(String value, Instant now) {
        Instant micros = now.truncatedTo(ChronoUnit.MICROS);
        Instant after = latest().map(p -> p.at().plus(1, ChronoUnit.MICROS)).orElse(micros);
        return new Point(micros.isBefore(after) ? after : micros, value);
    }

    private List<Point> with(Point point) {
        List<Point> all = new ArrayList<>(points);
        all.add(point);
        // Stable: of two of the same time the newer one comes last.
        all.sort(Comparator.comparing(Point::at));
        int first = all.size() - 1;
        int length = all.get(first).value().length();
        while (first > 0 && all.size() - first < REMEMBERED) {
            length += all.get(first - 1).value().length();
            if (length > REMEMBERED_LENGTH) {
                break;
            }
            first--;
        }
        return all.subList(first, all.size());
    }
}
