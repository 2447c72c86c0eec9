package io.aromabridge.bridge.link;

import io.aromabridge.core.message.QoS;
import java.util.ArrayDeque;

/**
 * Acknowledges what arrived in the order in which it did (MQTT 3.1.1, section 4.6), in whatever order it is taken. Runs on
 * the link's thread.
 */
final class Acknowledgements {
    private final ArrayDeque<Arrival> arrivals = new ArrayDeque<>();

    /** One message that arrived. */
    final class Arrival {
        private final Runnable acknowledge;
        private boolean over;
        private boolean taken;

        private Arrival(Runnable acknowledge) {
            this.acknowledge = acknowledge;
        }

        /** It may be acknowledged. */
        void taken() {
            taken = true;
            over();
        }

        /** It never is; those behind it do not wait for it. */
        void refused() {
            over();
        }

        private void over() {
            over = true;
            while (!arrivals.isEmpty() && arrivals.element().over) {
                Arrival first = arrivals.remove();
                if (first.taken) {
                    first.acknowledge.run();
                }
            }
        }
    }

    /** Another has arrived; with QoS 0 it stands in no line. */
    Arrival arrived(QoS qos, Runnable acknowledge) {
        Arrival arrival = new Arrival(acknowledge);
        if (qos != QoS.AT_MOST_ONCE) {
            arrivals.add(arrival);
        }
        return arrival;
    }
}
