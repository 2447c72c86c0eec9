package io.aromabridge.testing.mqtt;

/** What a broker does on one connection. */
@FunctionalInterface
public interface Script {
    /** Plays it; what it throws is the failure of the script. The connection stays open unless the script ends it. */
    void play(Peer peer) throws Exception;
}
