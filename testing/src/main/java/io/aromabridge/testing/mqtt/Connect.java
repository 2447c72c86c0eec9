package io.aromabridge.testing.mqtt;

import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import java.util.Optional;

/**
 * Begins a session (section 3.1).
 *
 * @param keepAlive in seconds, 0 to 65535
 */
public record Connect(
        String clientId,
        boolean cleanSession,
        int keepAlive,
        Optional<Message> will,
        Optional<String> userName,
        Optional<Payload> password)
        implements Packet {
    /** The same with a session that stays. */
    public Connect withPersistentSession() {
        return new Connect(clientId, false, keepAlive, will, userName, password);
    }

    /** The same with another keep alive, in seconds. */
    public Connect withKeepAlive(int seconds) {
        return new Connect(clientId, cleanSession, seconds, will, userName, password);
    }

    /** The same with a will. */
    public Connect withWill(Message last) {
        return new Connect(clientId, cleanSession, keepAlive, Optional.of(last), userName, password);
    }

    /** The same with a user name and a password. */
    public Connect withLogin(String user, String secret) {
        return new Connect(clientId, cleanSession, keepAlive, will, Optional.of(user), Optional.of(Payload.of(secret)));
    }

    @Override
    public byte[] bytes() {
        int flags = (userName.isPresent() ? 0x80 : 0)
                | (password.isPresent() ? 0x40 : 0)
                | will.map(w -> 4 | (w.qos().level() << 3) | (w.retained() ? 0x20 : 0))
                        .orElse(0)
                | (cleanSession ? 2 : 0);
        PacketWriter out =
                new PacketWriter().text("MQTT").u8(4).u8(flags).u16(keepAlive).text(clientId);
        will.ifPresent(
                w -> out.text(w.topic().value()).u16(w.payload().length()).raw(w.payload()));
        userName.ifPresent(out::text);
        password.ifPresent(p -> out.u16(p.length()).raw(p));
        return out.packet(0x10);
    }

    @Override
    public String toString() {
        return "CONNECT(client \"" + clientId + "\", " + (cleanSession ? "clean" : "persistent")
                + " session, keep alive " + keepAlive + " s"
                + will.map(w -> ", will " + w.topic() + " qos " + w.qos().level() + (w.retained() ? " retained" : "")
                                + " \"" + w.payload() + "\"")
                        .orElse("")
                + userName.map(u -> ", user \"" + u + "\"").orElse("")
                + password.map(unused -> ", with a password").orElse("") + ")";
    }
}
