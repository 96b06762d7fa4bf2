package org.llmrelay.pricing;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The prices that hold now: an operator's own over the loaded ones over the shipped ones. {@link #table} never blocks. Thread-safe.
 */
public final class PriceBook {
    private final PriceTable shipped = ShippedPrices.load();
    private final PriceOverrides overrides;
    private final PricesConfig config;
    private final PricingEvents events;
    private final InstantSource clock;
    private final PriceLoader loader;
    private final ReentrantLock loading = new ReentrantLock();
    private final AtomicReference<Loaded> loaded;
    private final AtomicReference<Merged> merged;
    private boolean failing;

    /** Takes up the copy of the last good load, where there is one. */
    public PriceBook(PriceOverrides overrides, PricesConfig config, PricingEvents events, InstantSource clock) {
        this.overrides = overrides;
        this.config = config;
        this.events = events;
        this.clock = clock;
        this.loader = new PriceLoader(config.copy());
        Loaded first = new Loaded(shipped, null, List.of());
        this.loaded = new AtomicReference<>(first);
        this.merged = new AtomicReference<>(new Merged(first, List.of(), shipped));
        if (config.source() != null) {
            loader.kept().ifPresent(table -> take(table, null));
        }
    }

    /**
     * What was loaded.
     *
     * @param at when, or null where nothing was loaded since the start of this node
     * @param complaints one line for each entry that was left out
     */
    public record Loaded(PriceTable table, @Nullable Instant at, List<String> complaints) {
        public Loaded {
            complaints = List.copyOf(complaints);
        }
    }

    private record Merged(Loaded below, List<Price> above, PriceTable table) {
        boolean isOf(Loaded newBelow, List<Price> newAbove) {
            return below.equals(newBelow) && above == newAbove;
        }
    }

    public PriceTable table() {
        Loaded below = current(loaded);
        List<Price> above = overrides.all();
        Merged known = current(merged);
        if (known.isOf(below, above)) {
            return known.table();
        }
        PriceTable table = below.table().with(above);
        merged.set(new Merged(below, above, table));
        return table;
    }

    public Loaded loaded() {
        return current(loaded);
    }

    /** Where prices are loaded from, or null where only the shipped ones are used. */
    public @Nullable String source() {
        return config.source();
    }

    /** Loads prices anew where that is configured. Blocks; returns at once while another thread is at it. */
    public void refresh() {
        String source = config.source();
        if (source != null) {
            whileLoading(() -> loader.load(source, config.checksum()).ifPresent(table -> take(table, clock.instant())));
        }
    }

    /** Takes up a list that another node has loaded. Blocks; does nothing while another thread is at it. */
    void adopt(byte[] list) {
        whileLoading(() -> take(loader.adopt(list), clock.instant()));
    }

    /** The SHA-256 of the list that was loaded last, in hexadecimal. */
    Optional<String> digest() {
        loading.lock();
        try {
            return loader.digest();
        } finally {
            loading.unlock();
        }
    }

    /** The list that was loaded last. */
    Optional<byte[]> list() {
        loading.lock();
        try {
            return loader.list();
        } finally {
            loading.unlock();
        }
    }

    private interface Loading {
        void run() throws IOException;
    }

    private void whileLoading(Loading work) {
        if (!loading.tryLock()) {
            return;
        }
        try {
            work.run();
            failing = false;
        } catch (IOException e) {
            complain(e);
        } finally {
            loading.unlock();
        }
    }

    private void complain(IOException e) {
        if (!failing) {
            events.pricesNotLoaded(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        failing = true;
    }

    private void take(LiteLlmTable table, @Nullable Instant at) {
        loaded.set(new Loaded(shipped.with(table.prices()), at, table.complaints()));
        events.pricesLoaded(table.prices().size(), table.complaints().size());
    }

    private static <T> T current(AtomicReference<T> reference) {
        return Objects.requireNonNull(reference.get());
    }
}
