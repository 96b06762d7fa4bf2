package org.llmrelay.key;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a key's calls are served and charged.
 *
 * @param accounts service to the id of the only account or group that may take its calls; other services use the shared accounts
 * @param fallBack services whose calls the shared accounts take where the bound ones cannot
 * @param rates service to what a call is charged, in millionths of its official cost; others are charged {@link #FULL_RATE}
 */
public record Handling(Priority priority, Map<String, String> accounts, Set<String> fallBack, Map<String, Long> rates) {
    /** The official cost itself, in millionths. */
    public static final long FULL_RATE = 1_000_000;

    /** The dearest rate, in millionths: a thousand times the official cost. */
    public static final long HIGHEST_RATE = 1_000 * FULL_RATE;

    public static final Handling USUAL = new Handling(Priority.NORMAL, Map.of(), Set.of(), Map.of());

    public Handling {
        accounts = Map.copyOf(accounts);
        fallBack = Set.copyOf(fallBack);
        rates = Map.copyOf(rates);
        rates.values().forEach(Handling::requireRate);
    }

    /** Who goes first where not all can go; later ones go first. */
    public enum Priority {
        LOW(2),
        NORMAL(1),
        HIGH(0);

        private final int reserves;

        Priority(int reserves) {
            this.reserves = reserves;
        }

        /** How many of the reserves that an account keeps are left to others. */
        public int reserves() {
            return reserves;
        }

        /** The name in records and answers. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The account or group that calls of a service are bound to. */
    public Optional<String> accountFor(String service) {
        return Optional.ofNullable(accounts.get(service));
    }

    /** Whether the shared accounts take calls of a service where the bound ones cannot. */
    public boolean fallsBackFor(String service) {
        return fallBack.contains(service);
    }

    /** The same without the bindings to an account or a group: the shared accounts take those calls. */
    public Handling unboundFrom(String place) {
        Map<String, String> left = new HashMap<>(accounts);
        left.values().removeIf(place::equals);
        Set<String> falling = new HashSet<>(fallBack);
        falling.removeIf(service -> place.equals(accounts.get(service)));
        return new Handling(priority, left, falling, rates);
    }

    /** What calls of a service are charged, in millionths of their official cost. */
    public long rateFor(String service) {
        return rates.getOrDefault(service, FULL_RATE);
    }

    private static void requireRate(long rate) {
        if (rate < 0 || rate > HIGHEST_RATE) {
            throw new IllegalArgumentException("rate: " + rate + " (expected: 0 to " + HIGHEST_RATE + ")");
        }
    }
}
