package org.llmrelay.it;

import java.time.Duration;
import org.llmrelay.redis.RedisEvents;

/** Fails the test where the store could not read or write something. */
final class QuietRedis implements RedisEvents {
    @Override
    public void accountUnreadable(String account, String why) {
        throw new AssertionError("account " + account + ": " + why);
    }

    @Override
    public void proxyUnreadable(String proxy, String why) {
        throw new AssertionError("proxy " + proxy + ": " + why);
    }

    @Override
    public void priceUnreadable(String model) {
        throw new AssertionError("price of " + model);
    }

    @Override
    public void standingNotStored(String account) {
        throw new AssertionError("standing of " + account);
    }

    @Override
    public void settingsUnreadable() {
        throw new AssertionError("settings");
    }

    @Override
    public void changesHeard() {
        // Nobody listens here.
    }

    @Override
    public void changesLost(Duration pause) {
        // Nobody listens here.
    }

    @Override
    public void bookedBefore(String call, long output) {
        throw new AssertionError("call " + call + " was booked before");
    }
}
