package io.aromabridge.bridge.queue;

import io.aromabridge.core.topic.TopicName;

/** A number for each topic that is the same in every process, since partitions on the disk go by it. */
final class TopicHash {
    private static final int MIX = 0x9E3779B9;

    private TopicHash() {}

    /**
     * Names that differ in their last number alone, as the serials of one batch do, are dealt out in turn: by chance, one
     * of ten connections would get a fifth more of a thousand devices than its share, and be done so much later.
     */
    static int of(TopicName topic) {
        String name = topic.value();
        int end = name.length();
        while (end > 0 && !isDigit(name.charAt(end - 1))) {
            end--;
        }
        int start = end;
        int number = 0;
        for (int place = 1; start > 0 && isDigit(name.charAt(start - 1)); place *= 10) {
            start--;
            number += place * (name.charAt(start) - '0');
        }
        int rest = hash(hash(0, name, 0, start), name, end, name.length()) * MIX;
        return (rest ^ rest >>> 16) + number;
    }

    private static int hash(int begun, String name, int from, int to) {
        int hash = begun;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + name.charAt(i);
        }
        return hash;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** One of so many numbers from 0 on. */
    static int below(int count, int hash) {
        return Math.floorMod(hash, count);
    }
}
