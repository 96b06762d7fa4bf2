package org.llmrelay.backup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;

/** Secrets in memory, each sealed for its id. Confined to one thread. */
public final class InMemoryShelf implements Shelf {
    private final String name;
    private final Vault own;
    private final Map<String, String> records = new TreeMap<>();
    private int putsLeft = Integer.MAX_VALUE;

    public InMemoryShelf(String name, Vault own) {
        this.name = name;
        this.own = own;
    }

    public void keep(String id, String secret) {
        records.put(id, own.seal(Secret.of(secret), id));
    }

    /** Something that no key opens. */
    public void damage(String id) {
        records.put(id, "damaged");
    }

    public @Nullable String reveal(String id) {
        String sealed = records.get(id);
        return sealed == null ? null : own.open(sealed, id).reveal();
    }

    /** From the next record but so many on, the store is away. */
    public void failAfter(int puts) {
        putsLeft = puts;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> unreadable() {
        List<String> unreadable = new ArrayList<>();
        records.forEach((id, record) -> {
            if (record.equals("damaged")) {
                unreadable.add(id);
            }
        });
        return unreadable;
    }

    @Override
    public void give(Vault vault, Taker taker) throws IOException {
        for (String id : records.keySet()) {
            if (!unreadable().contains(id)) {
                taker.take(new Item(id, vault.seal(own.open(records.get(id), id), id)));
            }
        }
    }

    @Override
    public Standing compare(Item item, Vault vault) {
        String wanted = vault.open(item.text(), item.id()).reveal();
        String there = reveal(item.id());
        if (there == null) {
            return Standing.NEW;
        }
        return there.equals(wanted) ? Standing.SAME : Standing.OTHER;
    }

    @Override
    public void put(Item item, Vault vault) {
        if (putsLeft-- == 0) {
            throw new StoreUnavailableException("away", new IOException("away"));
        }
        keep(item.id(), vault.open(item.text(), item.id()).reveal());
    }
}
