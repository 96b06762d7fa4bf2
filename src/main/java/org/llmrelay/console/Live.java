package org.llmrelay.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.Json;
import org.llmrelay.admin.ProblemException;
import org.llmrelay.admin.SubjectQuery;
import org.llmrelay.failure.StoreUnavailableException;

/** Tells all open dashboards what goes on, every few seconds while there is one. Reads once for all of them. Thread-safe. */
@ApplicationScoped
public class Live {
    private static final long PACE_SECONDS = 3;
    private static final SubjectQuery WHOLE = new SubjectQuery(null, null, null, null, null);
    private static final String MINUTES = "1";

    @Resource
    ManagedScheduledExecutorService timer;

    @Inject
    Desks desks;

    private final Set<AsyncContext> watchers = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable ScheduledFuture<?>> beat = new AtomicReference<>();

    /** Begins to write server-sent events to a response. */
    void add(AsyncContext watcher) {
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

    void remove(AsyncContext watcher) {
        watchers.remove(watcher);
    }

    private void tell() {
        if (watchers.isEmpty()) {
            stop();
            if (!watchers.isEmpty()) {
                // Somebody came in between and has seen the beat that is over.
                begin();
            }
            return;
        }
        String event = event();
        watchers.forEach(watcher -> tell(watcher, event));
    }

    private void tell(AsyncContext watcher, String event) {
        try {
            watcher.getResponse().getWriter().write(event);
            watcher.getResponse().flushBuffer();
        } catch (IOException | IllegalStateException e) {
            watchers.remove(watcher);
        }
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
        for (Account account : desks.accounts().all()) {
            long streams = desks.accounts().state(account.id()).running();
            running += streams;
            figures.put("running." + account.id(), Figures.brief(streams));
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
