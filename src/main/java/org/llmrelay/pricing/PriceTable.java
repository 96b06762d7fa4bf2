package org.llmrelay.pricing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Prices of models, under a version that names their content. Immutable, thread-safe. */
public final class PriceTable {
    private static final int VERSION_BYTES = 8;
    private static final int MOST_FOUND = 1_000;

    private final NavigableMap<String, Price> prices;
    private final PriceNames names;
    private final String version;
    private final Map<String, Rates> ceilings = new ConcurrentHashMap<>();
    private final Map<String, Optional<Price>> found = new ConcurrentHashMap<>();

    PriceTable(Collection<Price> prices, PriceNames names) {
        this(byModel(prices), names, digest("", prices));
    }

    private PriceTable(NavigableMap<String, Price> prices, PriceNames names, String version) {
        this.prices = prices;
        this.names = names;
        this.version = version;
    }

    private static NavigableMap<String, Price> byModel(Collection<Price> prices) {
        NavigableMap<String, Price> byModel = new TreeMap<>();
        prices.forEach(price -> byModel.put(price.model(), price));
        return byModel;
    }

    /** Sixteen hexadecimal characters: the same prices have the same version on every node. */
    public String version() {
        return version;
    }

    /** The price of exactly this model, or of the one that it is a declared other name of. */
    public Optional<Price> find(String model) {
        Optional<Price> known = found.get(model);
        if (known != null) {
            return known;
        }
        Optional<Price> price = look(model);
        // Callers can make up as many names as they like.
        if (found.size() < MOST_FOUND) {
            found.put(model, price);
        }
        return price;
    }

    private Optional<Price> look(String model) {
        return names.candidates(model).stream()
                .map(prices::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** All prices by model. */
    public List<Price> all() {
        return List.copyOf(prices.values());
    }

    /** The dearest standard price of each thing among a vendor's models, or among all where there is none of that vendor. */
    public Rates ceiling(String vendor) {
        return ceilings.computeIfAbsent(vendor, this::dearest);
    }

    /** This table with prices on top; its declared names stay, and its bounds where those above have none. */
    PriceTable with(Collection<Price> above) {
        if (above.isEmpty()) {
            return this;
        }
        NavigableMap<String, Price> merged = new TreeMap<>(prices);
        above.forEach(price -> merged.merge(price.model(), price, (below, over) -> over.boundedLike(below)));
        // Of the new prices alone: this is called where nobody may wait for thousands.
        return new PriceTable(merged, names, digest(version, byModel(above).values()));
    }

    private Rates dearest(String vendor) {
        List<Price> own = prices.values().stream()
                .filter(price -> price.vendor().equals(vendor))
                .toList();
        Collection<Price> concerned = own.isEmpty() ? prices.values() : own;
        return concerned.stream().map(price -> price.standard().dearest()).reduce(Rates.ZERO, Rates::dearer);
    }

    private static String digest(String below, Collection<Price> prices) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(below.getBytes(StandardCharsets.UTF_8));
            prices.forEach(price -> {
                digest.update(price.model().getBytes(StandardCharsets.UTF_8));
                digest.update(PriceForm.write(price).toString().getBytes(StandardCharsets.UTF_8));
            });
            return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
