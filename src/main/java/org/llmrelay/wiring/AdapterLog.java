package org.llmrelay.wiring;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.llmrelay.api.EntranceEvents;
import org.llmrelay.console.RehearsalEvents;
import org.llmrelay.redis.RedisEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the log what adapters report, whom nobody else may import. */
@Singleton
public class AdapterLog implements RedisEvents, EntranceEvents, RehearsalEvents {
    private static final Logger STORE = LoggerFactory.getLogger("org.llmrelay.store");
    private static final Logger ADMIN = LoggerFactory.getLogger("org.llmrelay.admin");
    private static final Logger PAGES = LoggerFactory.getLogger("org.llmrelay.console");
    private static final Logger CALLS = LoggerFactory.getLogger("org.llmrelay.calls");

    private final AtomicBoolean hears = new AtomicBoolean();

    @Override
    public void accountUnreadable(String account, String why) {
        STORE.error("account={} is left out, it cannot be read: {}", account, why);
    }

    @Override
    public void credentialUnreadable(String account, String why) {
        STORE.error("account={} is not called from here, its sign-in cannot be read: {}", account, why);
    }

    @Override
    public void foreignHashingUnreadable(String id, String why) {
        STORE.error("foreign hashing={} is left out, and so are keys from there: {}", id, why);
    }

    @Override
    public void proxyUnreadable(String proxy, String why) {
        STORE.error("proxy={} is left out, and so are the accounts that use it: {}", proxy, why);
    }

    @Override
    public void priceUnreadable(String model) {
        STORE.error("an operator's price is left out: its record is damaged (model of {} characters)", model.length());
    }

    @Override
    public void settingsUnreadable() {
        STORE.error("the settings that operators saved are damaged: those before them go on; save them anew");
    }

    @Override
    public void standingNotStored(String account) {
        STORE.warn("account={} standing not stored: other nodes do not know of it", account);
    }

    @Override
    public void bookedBefore(String call, long output) {
        STORE.warn(
                "call={} was booked before, by an unheard try or by a node that took this one for lost; what the ledger lacks of its output of {} tokens is not booked",
                call,
                output);
    }

    /** Said once: the listener also reads everything anew from time to time. */
    @Override
    public void changesHeard() {
        if (!hears.getAndSet(true)) {
            STORE.info("connected, changes of other nodes are heard");
        }
    }

    @Override
    public void changesLost(Duration pause) {
        hears.set(false);
        STORE.warn("changes of other nodes are not heard, next try in {} ms", pause.toMillis());
    }

    @Override
    public void entranceBroke(String call, Throwable fault) {
        CALLS.error("call={} broke at the entrance", call, fault);
    }

    /** The first administrator could not be made yet. */
    void administratorMissing(RuntimeException why) {
        ADMIN.warn("the first administrator is not there yet, another try follows: {}", why.getMessage());
    }

    /** A fault of ours met a request to the admin API. */
    void adminBroke(Throwable fault) {
        ADMIN.error("a request to the admin API broke", fault);
    }

    @Override
    public void pagesRehearsed(int pages, int failed, Duration took) {
        PAGES.info(
                "drew {} pages for nobody in {} ms, {} failed: first views are quick now",
                pages,
                took.toMillis(),
                failed);
    }
}
