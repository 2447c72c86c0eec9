package io.aromabridge.simulator.light;

/** By how much the image of a matrix is turned, counter-clockwise. */
public enum Rotation {
    /** Not at all. */
    NONE,
    /** 90 degrees: what is written to the top right is shown at the bottom right. */
    QUARTER,
    /** 180 degrees. */
    HALF,
    /** 270 degrees. */
    THREE_QUARTERS;

    /**
     * Where in the frame buffer a pixel lies.
     *
     * @param x column, 0 to 7
     * @param y row, 0 to 7
     */
    int index(int x, int y) {
        int last = LedMatrix.SIZE - 1;
        return switch (this) {
            case NONE -> y * LedMatrix.SIZE + x;
            case QUARTER -> x * LedMatrix.SIZE + last - y;
            case HALF -> (last - y) * LedMatrix.SIZE + last - x;
            case THREE_QUARTERS -> (last - x) * LedMatrix.SIZE + y;
        };
    }

    /**
     * The rotation by so many degrees: 0, 90, 180 or 270.
     *
     * @throws IllegalArgumentException for others
     */
    public static Rotation ofDegrees(int degrees) {
        return switch (degrees) {
            case 0 -> NONE;
            case 90 -> QUARTER;
            case 180 -> HALF;
            case 270 -> THREE_QUARTERS;
            default -> throw new IllegalArgumentException("Rotation must be 0, 90, 180 or 270 degrees, not " + degrees);
        };
    }
}
