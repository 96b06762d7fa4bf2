package org.llmrelay.secret;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Seals anew, while the relay works, what former keys have sealed. It can be broken off and begun again at any time, on any node. Thread-safe. */
public final class Resealing {
    private final Vault vault;
    private final List<SealedRecords> stores;

    public Resealing(Vault vault, Collection<SealedRecords> stores) {
        this.vault = vault;
        this.stores = List.copyOf(stores);
    }

    /**
     * How one kind of records stands.
     *
     * @param current records all of whose secrets the key that seals now has sealed
     * @param former records that a former key can still open
     * @param unreadable records that no key in the ring opens
     */
    public record Progress(String name, int current, int former, List<Unreadable> unreadable) {
        public Progress {
            unreadable = List.copyOf(unreadable);
        }

        public boolean isDone() {
            return former == 0;
        }
    }

    /** A record that no key opens, and why. */
    public record Unreadable(String id, String why) {}

    /** How all records stand now. */
    public List<Progress> progress() {
        return stores.stream().map(this::progress).toList();
    }

    private Progress progress(SealedRecords store) {
        int current = 0;
        int former = 0;
        List<Unreadable> unreadable = new ArrayList<>();
        for (SealedRecord record : store.all()) {
            try {
                record.secrets().forEach((binding, secret) -> vault.open(secret, binding));
                if (isCurrent(record)) {
                    current++;
                } else {
                    former++;
                }
            } catch (IllegalArgumentException e) {
                unreadable.add(new Unreadable(record.id(), String.valueOf(e.getMessage())));
            }
        }
        return new Progress(store.name(), current, former, unreadable);
    }

    private boolean isCurrent(SealedRecord record) {
        return record.secrets().values().stream().allMatch(vault::isCurrent);
    }

    /** Seals anew what can be; a record that cannot be opened, or that is changed just then, stays as it is. Returns how many it sealed. */
    public int reseal() {
        int resealed = 0;
        for (SealedRecords store : stores) {
            for (SealedRecord record : store.all()) {
                if (!isCurrent(record) && reseal(store, record)) {
                    resealed++;
                }
            }
        }
        return resealed;
    }

    private boolean reseal(SealedRecords store, SealedRecord record) {
        String text = record.text();
        try {
            for (Map.Entry<String, String> secret : record.secrets().entrySet()) {
                String anew = vault.seal(vault.open(secret.getValue(), secret.getKey()), secret.getKey());
                text = text.replace(secret.getValue(), anew);
            }
        } catch (IllegalArgumentException e) {
            return false;
        }
        return store.replace(record, text);
    }
}
