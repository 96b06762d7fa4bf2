package org.llmrelay.redis;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.llmrelay.backup.Shelf;
import org.llmrelay.secret.Vault;

/** The records of one hash for backups. Thread-safe. */
final class RecordShelf<T> implements Shelf {
    private final Redis redis;
    private final Vault own;
    private final Place place;
    private final Form<T> form;
    private final Consumer<T> save;

    /**
     * @param own seals what is stored
     * @param save stores a record so that everybody hears of it
     */
    RecordShelf(Redis redis, Vault own, Place place, Form<T> form, Consumer<T> save) {
        this.redis = redis;
        this.own = own;
        this.place = place;
        this.form = form;
        this.save = save;
    }

    /** What the records are called, and the hash they are in. */
    record Place(String name, String hash) {}

    /** How a thing becomes a record and comes back from it. */
    interface Form<T> {
        String write(T thing, Vault vault);

        /** @throws RuntimeException when the record is damaged, or a secret in it does not open */
        T read(String id, String record, Vault vault);
    }

    @Override
    public String name() {
        return place.name();
    }

    @Override
    public List<String> unreadable() {
        return records().entrySet().stream()
                .filter(record -> stored(record.getKey(), record.getValue()).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void give(Vault vault, Taker taker) throws IOException {
        for (Map.Entry<String, String> record : records().entrySet()) {
            Optional<T> thing = stored(record.getKey(), record.getValue());
            if (thing.isPresent()) {
                taker.take(new Item(record.getKey(), form.write(thing.get(), vault)));
            }
        }
    }

    private Map<String, String> records() {
        Map<String, String> records = redis.ask(client -> client.hgetAll(place.hash()));
        return new TreeMap<>(records);
    }

    private Optional<T> stored(String id, String record) {
        try {
            return Optional.of(form.read(id, record, own));
        } catch (RuntimeException e) {
            // Whatever is wrong with it: it is named as unreadable.
            return Optional.empty();
        }
    }

    @Override
    public Standing compare(Item item, Vault vault) {
        T wanted = form.read(item.id(), item.text(), vault);
        String there = redis.ask(client -> client.hget(place.hash(), item.id()));
        if (there == null) {
            return Standing.NEW;
        }
        return stored(item.id(), there).filter(wanted::equals).isPresent() ? Standing.SAME : Standing.OTHER;
    }

    @Override
    public void put(Item item, Vault vault) {
        save.accept(form.read(item.id(), item.text(), vault));
    }
}
