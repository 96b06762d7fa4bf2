package org.llmrelay.console;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.llmrelay.admin.Progress;

/**
 * Long work of this node, by who asked for it and on which page: it goes on when nobody looks, and a page that is loaded anew finds it again. What has come
 * of it is kept for half an hour, since it may hold what was uploaded. Thread-safe.
 */
@ApplicationScoped
public class Works {
    private static final long KEPT_MINUTES = 30;

    @Resource
    ManagedExecutorService executor;

    @Resource
    ManagedScheduledExecutorService timer;

    private final Map<Place, Work<?>> works = new ConcurrentHashMap<>();

    private record Place(String owner, String page) {}

    /** Begins; what was there before is forgotten. */
    <T> Work<T> begin(String owner, String page, Function<Progress, T> doing) {
        Place place = new Place(owner, page);
        Work<T> work = new Work<>();
        CompletableFuture<T> unused = work.result()
                .completeAsync(() -> doing.apply(work), executor)
                .whenComplete((found, fault) -> forgetLater(place, work));
        works.put(place, work);
        return work;
    }

    private void forgetLater(Place place, Work<?> work) {
        ScheduledFuture<?> unused = timer.schedule(() -> works.remove(place, work), KEPT_MINUTES, TimeUnit.MINUTES);
    }

    /** What somebody has begun on a page. */
    @SuppressWarnings("unchecked")
    <T> Optional<Work<T>> of(String owner, String page) {
        return Optional.ofNullable((Work<T>) works.get(new Place(owner, page)));
    }

    void forget(String owner, String page) {
        works.remove(new Place(owner, page));
    }
}
