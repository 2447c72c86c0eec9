package io.aromabridge.bridge.link;

/** Where a link stands. Written on the link's thread, read on any. */
final class Standing {
    private volatile LinkState state = new LinkState.Idle();
    private volatile Runnable changed = () -> {};

    LinkState now() {
        return state;
    }

    /** Sets who is told of each change. */
    void onChange(Runnable signal) {
        changed = signal;
    }

    void move(LinkState next) {
        state = next;
        changed.run();
    }
}
