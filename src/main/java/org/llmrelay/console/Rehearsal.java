package org.llmrelay.console;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.KeyListBody;
import org.llmrelay.admin.KeyQuery;
import org.llmrelay.admin.Paging;
import org.llmrelay.failure.StoreUnavailableException;

/**
 * Draws each page a few times for nobody, once after the start: else whoever opens one first waits until the server has read and compiled it, has loaded its
 * classes and has met the store. What is drawn goes nowhere, no address leads here, and nothing is pressed. One thread works on it, and rests as long as it
 * works.
 */
@ApplicationScoped
public class Rehearsal {
    /** So that the start is over. */
    private static final long DELAY_MILLIS = 1_000;

    private static final long PAUSE_MILLIS = 5_000;

    private static final String FOLDER = "/web/";
    private static final String FILE = ".xhtml";
    /** Those that people open first. */
    private static final List<String> FIRST = List.of("/web/sign-in", "/web/dashboard", "/web/keys", "/web/accounts");

    /** One round in each. The first compiles a page; the next ones find most of the server's own code compiled, too. */
    private static final List<Locale> ROUNDS = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    @Resource
    ManagedScheduledExecutorService timer;

    @Inject
    Desks desks;

    @Inject
    RequestContextController scope;

    @Inject
    RehearsalEvents events;

    private volatile @Nullable Future<?> waiting;
    private volatile boolean isOver;

    /** The node stops: what has not been drawn need not be. */
    @PreDestroy
    void end() {
        isOver = true;
        Future<?> last = waiting;
        if (last != null) {
            last.cancel(false);
        }
    }

    /** Returns at once. {@code server}: has the pages. */
    void begin(ServletContext server) {
        later(() -> open(server), DELAY_MILLIS);
    }

    private void open(ServletContext server) {
        try {
            new Run(new Stage(server), scenes(pages(server))).next();
        } catch (StoreUnavailableException e) {
            // Pages without anything on them are no rehearsal.
            later(() -> open(server), PAUSE_MILLIS);
        }
    }

    /** All scenes, one after the other. Confined to one thread at a time. */
    private final class Run {
        private final Stage stage;
        private final List<Stage.Scene> scenes;
        private final long start = System.nanoTime();
        private int next;
        private int failed;

        Run(Stage stage, List<Stage.Scene> scenes) {
            this.stage = stage;
            this.scenes = scenes;
        }

        void next() {
            if (next == scenes.size()) {
                events.pagesRehearsed(scenes.size(), failed, Duration.ofNanos(System.nanoTime() - start));
                return;
            }
            long begun = System.nanoTime();
            draw(scenes.get(next++));
            later(this::next, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        }

        private void draw(Stage.Scene scene) {
            boolean isBegun = scope.activate();
            try {
                stage.draw(scene);
            } catch (RuntimeException | LinkageError e) {
                // While the store is away, or on a server that gives pages more than the stage does: this page is no
                // slower at first than it would have been, and tells those who open it what is wrong.
                failed++;
            } finally {
                if (isBegun) {
                    scope.deactivate();
                }
            }
        }
    }

    /** Addresses without parameters, each once. */
    static List<String> pages(ServletContext server) {
        Set<String> files = Objects.requireNonNullElse(server.getResourcePaths(FOLDER), Set.of());
        Stream<String> found = new TreeSet<>(files)
                .stream()
                        .filter(file -> file.endsWith(FILE))
                        .map(file -> file.substring(0, file.length() - FILE.length()));
        return Stream.of(FIRST.stream(), found, Stream.of("/stats"))
                .flatMap(pages -> pages)
                .distinct()
                .toList();
    }

    private List<Stage.Scene> scenes(List<String> pages) {
        Map<String, String> key = id(firstKey());
        Map<String, String> account = id(firstAccount());
        return ROUNDS.stream()
                .flatMap(locale -> pages.stream()
                        .map(page -> new Stage.Scene(page, page.startsWith("/web/key") ? key : account, locale)))
                .toList();
    }

    private static Map<String, String> id(String id) {
        return id.isEmpty() ? Map.of() : Map.of("id", id);
    }

    private String firstKey() {
        KeyListBody list = desks.registry().keys().list(KeyQuery.ALL, new Paging(0, 1));
        return list.items().isEmpty() ? "" : list.items().get(0).key().id();
    }

    private String firstAccount() {
        return desks.accounts().all().stream().map(Account::id).findFirst().orElse("");
    }

    private void later(Runnable act, long millis) {
        if (!isOver) {
            waiting = timer.schedule(act, millis, TimeUnit.MILLISECONDS);
        }
    }
}
