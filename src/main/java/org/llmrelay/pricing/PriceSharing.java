package org.llmrelay.pricing;

import java.time.Duration;
import java.util.Optional;

/** Keeps the prices of all nodes alike: one of them loads the list, and the others take it from there. Thread-safe. */
public final class PriceSharing {
    /** A little less than ten minutes, so that a timer that comes each minute finds it over after ten. */
    private static final Duration TURN = Duration.ofSeconds(590);

    private final PriceBook book;
    private final SharedPrices shared;

    public PriceSharing(PriceBook book, SharedPrices shared) {
        this.book = book;
        this.shared = shared;
    }

    /**
     * Takes what another node has loaded, and loads the list itself where it is time to and nobody else does; to be called every minute. Blocks.
     *
     * @throws org.llmrelay.failure.StoreUnavailableException when the store is away: the prices stay as they are
     */
    public void run() {
        String source = book.source();
        if (source == null) {
            return;
        }
        Optional<String> digest = shared.digest(source);
        if (digest.isPresent() && !digest.equals(book.digest())) {
            shared.list(source).ifPresent(book::adopt);
        }
        if (shared.take(source, TURN)) {
            book.refresh();
            share(source, digest);
        }
    }

    private void share(String source, Optional<String> before) {
        Optional<String> now = book.digest();
        if (now.isPresent() && !now.equals(before)) {
            book.list().ifPresent(list -> shared.share(source, now.get(), list));
        }
    }
}
