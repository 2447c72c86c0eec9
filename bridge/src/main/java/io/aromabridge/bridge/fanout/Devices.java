package io.aromabridge.bridge.fanout;

/** How many devices, in words. */
final class Devices {
    private Devices() {}

    static String text(int number) {
        return number == 1 ? "1 device" : number + " devices";
    }
}
