package io.aromabridge.broker.connection;

import io.aromabridge.broker.auth.FailedLogins;
import io.aromabridge.broker.auth.Logins;
import io.aromabridge.broker.log.LogPace;
import java.util.concurrent.Executor;

/**
 * What stands between a broker and strangers, whatever listener they come through.
 *
 * @param admission the open connections
 * @param logins the logins that wait to be checked
 * @param failures who has failed to log in
 * @param pace of the lines about those who are turned away
 */
public record Door(Admission admission, Logins logins, FailedLogins failures, LogPace pace) {
    /** The authenticators run on the executor, so many at a time. */
    public static Door with(Executor logins, int threads) {
        return new Door(
                new Admission(),
                new Logins(logins, threads),
                new FailedLogins(System::nanoTime),
                new LogPace(System::nanoTime));
    }
}
