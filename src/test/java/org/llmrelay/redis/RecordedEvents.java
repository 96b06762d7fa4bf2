package org.llmrelay.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Events as they came. Thread-safe. */
final class RecordedEvents implements RedisEvents {
    private final List<String> unreadable = new CopyOnWriteArrayList<>();
    private final List<String> notStored = new CopyOnWriteArrayList<>();
    private final List<String> bookedBefore = new CopyOnWriteArrayList<>();
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    @Override
    public void accountUnreadable(String account, String why) {
        unreadable.add(account);
    }

    @Override
    public void credentialUnreadable(String account, String why) {
        unreadable.add(account);
    }

    @Override
    public void foreignHashingUnreadable(String id, String why) {
        unreadable.add(id);
    }

    @Override
    public void proxyUnreadable(String proxy, String why) {
        unreadable.add(proxy);
    }

    @Override
    public void priceUnreadable(String model) {
        unreadable.add(model);
    }

    @Override
    public void settingsUnreadable() {
        unreadable.add("settings");
    }

    @Override
    public void standingNotStored(String account) {
        notStored.add(account);
    }

    @Override
    public void bookedBefore(String call, long output) {
        bookedBefore.add(call + " " + output);
    }

    @Override
    public void changesHeard() {
        heard.incrementAndGet();
    }

    @Override
    public void changesLost(Duration pause) {
        lost.incrementAndGet();
    }

    List<String> unreadable() {
        return unreadable;
    }

    List<String> notStored() {
        return notStored;
    }

    /** Each call with its output. */
    List<String> bookedBefore() {
        return bookedBefore;
    }

    int heard() {
        return heard.get();
    }

    int lost() {
        return lost.get();
    }
}
