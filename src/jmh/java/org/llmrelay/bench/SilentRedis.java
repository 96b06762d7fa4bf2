package org.llmrelay.bench;

import java.time.Duration;
import org.llmrelay.redis.RedisEvents;

/** Hears of the store and says nothing, but fails where something could not be read or written. */
public final class SilentRedis implements RedisEvents {
    @Override
    public void accountUnreadable(String account, String why) {
        throw new BenchBroken("account " + account + ": " + why);
    }

    @Override
    public void credentialUnreadable(String account, String why) {
        throw new BenchBroken("credential of " + account + ": " + why);
    }

    @Override
    public void foreignHashingUnreadable(String id, String why) {
        throw new BenchBroken("foreign hashing " + id + ": " + why);
    }

    @Override
    public void proxyUnreadable(String proxy, String why) {
        throw new BenchBroken("proxy " + proxy + ": " + why);
    }

    @Override
    public void priceUnreadable(String model) {
        throw new BenchBroken("price of " + model + ": unreadable");
    }

    @Override
    public void settingsUnreadable() {
        throw new BenchBroken("settings: unreadable");
    }

    @Override
    public void standingNotStored(String account) {
        throw new BenchBroken("account " + account + ": standing not stored");
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
        throw new BenchBroken("call " + call + ": booked twice");
    }
}
