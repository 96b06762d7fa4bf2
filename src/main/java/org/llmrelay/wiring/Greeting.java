package org.llmrelay.wiring;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.pricing.PriceBook;
import org.llmrelay.signin.Administrator;

/** What a node does when it has started: it makes sure that there is an administrator, as soon as the store can be reached, and looks for
 * prices. */
@Singleton
public class Greeting {
    private static final int PAUSE_SECONDS = 2;

    @Inject
    Administrator administrator;

    @Inject
    PriceBook prices;

    @Inject
    AdapterLog log;

    @Resource
    ManagedScheduledExecutorService executor;

    private volatile boolean done;

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        executor.execute(prices::refresh);
        executor.execute(this::ensure);
    }

    /** What is still missing before somebody can sign in. */
    List<String> missing() {
        return done ? List.of() : List.of("administrator");
    }

    private void ensure() {
        try {
            administrator.ensure();
            done = true;
        } catch (StoreUnavailableException | UncheckedIOException e) {
            log.administratorMissing(e);
            Future<?> unused = executor.schedule(this::ensure, PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
