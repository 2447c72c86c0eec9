package io.aromabridge.bridge;

/**
 * Where each scenario is tested that mosquitto's and thin-edge's own tests have, and those that neither has.
 *
 * <table>
 * <caption>mosquitto 2, {@code test/broker/}</caption>
 * <tr><td>06-bridge-b2br-disconnect-qos1</td><td>{@link InboundAcknowledgementTest}: comes not on a later connection</td></tr>
 * <tr><td>06-bridge-br2b-disconnect-qos1</td><td>{@link ScenarioCloudTest}, {@link OutageTest}. Our sessions at the
 *     cloud begin clean, so the packet identifier is new and DUP is not set; that it is sent again, before newer ones,
 *     is what we promise</td></tr>
 * <tr><td>both of QoS 2</td><td>not ours: AWS IoT has no QoS 2, and nothing goes out with more than QoS 1</td></tr>
 * <tr><td>06-bridge-b2br-late-connection</td><td>{@link OutageTest}: what was published before the cloud came up</td></tr>
 * <tr><td>06-bridge-fail-persist-resend-qos1, -qos2</td><td>{@link ScenarioCloudTest}, {@link OutageTest}</td></tr>
 * <tr><td>06-bridge-connack-v4-error</td><td>{@link ScenarioCloudTest}, {@link RefusalTest}</td></tr>
 * <tr><td>15-persist-bridge-queue</td><td>{@link ScenarioCloudTest}, {@link DurableBridgeTest}</td></tr>
 * </table>
 *
 * <table>
 * <caption>thin-edge.io, {@code tedge_mqtt_bridge}</caption>
 * <tr><td>bridge_many_messages, bridge_forwards_large_messages</td><td>{@link ScenarioCloudTest}</td></tr>
 * <tr><td>bridge_disconnect_while_sending, bridge_reconnects_successfully_…</td><td>{@link ScenarioLocalTest}</td></tr>
 * <tr><td>bidirectional_forwarding_avoids_infinite_loop</td><td>{@code LoopCheckTest}: routes that could loop are refused
 *     at the start</td></tr>
 * <tr><td>bridge_publishes_reconnect_message_…</td><td>not ours: the state topic is at the local broker</td></tr>
 * <tr><td>republish</td><td>{@link OutageTest} towards the cloud, {@link ScenarioLocalTest} towards the local broker</td></tr>
 * <tr><td>no_warnings</td><td>{@link OutageTest} and {@link MutualTlsTest}; every test bed of the test kit with its
 *     {@code noWarnings}</td></tr>
 * <tr><td>acknowledges_correct_messages_when_puback_out_of_order, acknowledges_messages_that_arent_forwarded</td>
 *     <td>{@link ScenarioLocalTest}</td></tr>
 * <tr><td>ignores_duplicate_acknowledgement, subscribe_does_not_block_event_loop_polling</td>
 *     <td>{@link ScenarioCloudTest}</td></tr>
 * <tr><td>health only on change</td><td>not ours: health is asked for, {@link HealthTest}</td></tr>
 * <tr><td>does_not_forward_until_subscribed, forwards_even_when_a_subscription_is_rejected,
 *     resubscribes_when_a_suback_never_arrives</td><td>{@link SubscriptionTest}; there is no round that gives up and
 *     opens: without SUBACK the link reconnects</td></tr>
 * <tr><td>stale_suback_from_previous_round_does_not_open_gate</td><td>{@link ScenarioCloudTest}</td></tr>
 * <tr><td>backoff</td><td>{@code BackoffTest}, and {@link ScenarioClockTest} for the reset</td></tr>
 * </table>
 *
 * <table>
 * <caption>What nobody tests</caption>
 * <tr><td>kill -9 at random points</td><td>{@code KilledProcessTest}, {@code CrashSeedsTest}; the whole path in the tests
 *     of the command, {@code KilledPartsTest}</td></tr>
 * <tr><td>full disk</td><td>{@code FullDiskTest}, {@code DiskTroubleTest}</td></tr>
 * <tr><td>damaged queue files</td><td>{@code DamagedFilesTest}</td></tr>
 * <tr><td>full queue under each policy</td><td>{@code QueueContract}</td></tr>
 * <tr><td>PUBACK withheld, CONNACK never sent</td><td>{@link BlackHoleTest}, {@link OutageTest}</td></tr>
 * <tr><td>a backlog of 20 000 at a rate, new ones not starved</td><td>{@link ScenarioBacklogTest}</td></tr>
 * <tr><td>clock jump of an hour</td><td>{@link ScenarioClockTest}, {@code QueueContract}</td></tr>
 * </table>
 */
final class ScenarioIndex {
    private ScenarioIndex() {}
}
