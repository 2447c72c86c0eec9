package io.aromabridge.broker.connection;

import io.aromabridge.broker.auth.FailedLogins;
import io.aromabridge.broker.auth.LoginQueue;
import io.aromabridge.broker.log.RateLimitedLog;
import java.util.concurrent.Executor;

/**
 * What stands between a broker and strangers, whatever listener they come through.
 *
 * @param admission the open connections
 * @param logins the logins that wait to be checked
 * @param failures who has failed to log in
 * @param pace of the lines about those who are turned away
 */
public record Door(Admission admission, LoginQueue logins, FailedLogins failures, RateLimitedLog pace) {
    /** The authenticators run on the executor, so many at a time. */
    public static Door with(Executor logins, int threads) {
        return new Door(
                new Admission(),
                new LoginQueue(logins, threads),
                new FailedLogins(System::nanoTime),
                new RateLimitedLog(System::nanoTime));
    }
}
