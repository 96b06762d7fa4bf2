package org.llmrelay.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.AccountState;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.Json;
import org.llmrelay.admin.ProblemException;
import org.llmrelay.admin.SubjectQuery;
import org.llmrelay.failure.StoreUnavailableException;

/** Tells all open dashboards what goes on, every few seconds while there is one. Reads once for all of them, and waits for none. Thread-safe. */
@ApplicationScoped
public class Live {
    private static final long PACE_SECONDS = 3;
    private static final SubjectQuery WHOLE = new SubjectQuery(null, null, null, null, null);
    private static final String MINUTES = "1";

    @Resource
    ManagedScheduledExecutorService timer;

    @Inject
    Desks desks;

    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable ScheduledFuture<?>> beat = new AtomicReference<>();

    /** Begins to tell somebody. */
    void add(Watcher watcher) {
        watchers.add(watcher);
        begin();
    }

    private void begin() {
        if (beat.get() == null) {
            ScheduledFuture<?> started = timer.scheduleAtFixedRate(this::tell, 0, PACE_SECONDS, TimeUnit.SECONDS);
            if (!beat.compareAndSet(null, started)) {
                started.cancel(false);
            }
        }
    }

    private void tell() {
        watchers.removeIf(Watcher::isGone);
        if (watchers.isEmpty()) {
            stop();
            if (!watchers.isEmpty()) {
                // Somebody came in between and has seen the beat that is over.
                begin();
            }
            return;
        }
        byte[] event = event().getBytes(StandardCharsets.UTF_8);
        watchers.forEach(watcher -> watcher.tell(event));
    }

    /** An event of figures as they are now, or a comment while the store is away: it keeps the connection. */
    private String event() {
        try {
            return "data: " + Json.MAPPER.writeValueAsString(figures()) + "\n\n";
        } catch (StoreUnavailableException | ProblemException | JsonProcessingException e) {
            return ": away\n\n";
        }
    }

    private Map<String, Object> figures() {
        Map<String, Object> figures = new TreeMap<>();
        Map<String, Object> live = Shapes.of(desks.books().usage().live(WHOLE, MINUTES));
        figures.put("rpm", Figures.brief(Shapes.number(live, "requests_per_minute")));
        figures.put("tpm", Figures.brief(Shapes.number(live, "tokens_per_minute")));
        long running = 0;
        for (AccountState state : desks.accounts().states()) {
            running += state.running();
            figures.put("running." + state.account().id(), Figures.brief(state.running()));
        }
        figures.put("running", Figures.brief(running));
        return figures;
    }

    @PreDestroy
    void stop() {
        ScheduledFuture<?> running = beat.getAndSet(null);
        if (running != null) {
            running.cancel(false);
        }
    }
}
