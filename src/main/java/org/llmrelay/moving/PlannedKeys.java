package org.llmrelay.moving;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.llmrelay.account.Group;
import org.llmrelay.key.ApiKey;
import org.llmrelay.moving.Import.Fate;
import org.llmrelay.moving.Import.Line;
import org.llmrelay.moving.Import.Order;
import org.llmrelay.moving.Import.Step;
import org.llmrelay.moving.Import.Stores;

/** Settles what becomes of keys. Confined to one import. */
final class PlannedKeys {
    private static final String KEY = "key";
    private static final int READ_AT_ONCE = 200;

    private final Stores stores;
    private final InstantSource clock;
    private final Predicate<String> isHere;
    private final Runnable counted;
    private final Map<String, ApiKey> there = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    /**
     * @param isHere whether there will be an account or group with an id
     * @param counted is run after each key
     */
    PlannedKeys(Stores stores, InstantSource clock, Predicate<String> isHere, Runnable counted) {
        this.stores = stores;
        this.clock = clock;
        this.isHere = isHere;
        this.counted = counted;
    }

    List<Step> keys(Estate estate, Order order) {
        List<String> ids = estate.keys().stream().map(ForeignRecord::id).toList();
        for (int from = 0; from < ids.size(); from += READ_AT_ONCE) {
            stores.keys()
                    .findAll(ids.subList(from, Math.min(ids.size(), from + READ_AT_ONCE)))
                    .forEach(key -> there.put(key.id(), key));
        }
        return estate.keys().stream().map(record -> counted(record, order)).toList();
    }

    private Step counted(ForeignRecord record, Order order) {
        Step step = key(record, order);
        counted.run();
        return step;
    }

    private Step key(ForeignRecord record, Order order) {
        String name = Ids.line(record.text("name"));
        String id = Ids.line(record.id());
        if (record.flag("isDeleted", false)) {
            return Step.none(new Line(KEY, id, name, Fate.LEFT_OUT, List.of(Remark.DELETED.of())));
        }
        ForeignKey foreign = new ForeignKey(record, order.zone());
        try {
            ApiKey key = foreign.read(isHere, clock);
            if (!seen.add(key.id())) {
                throw new Obstacle(Remark.KEY_TWICE.of());
            }
            return arrived(key, foreign, order);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Step.none(new Line(KEY, id, name, Fate.FAILED, List.of(Note.of(e))));
        }
    }

    private Step arrived(ApiKey key, ForeignKey foreign, Order order) {
        ApiKey known = there.get(key.id());
        if (known != null) {
            return met(known, key, foreign, order);
        }
        Optional<ApiKey> holder = stores.keys().byHash(key.hash());
        if (holder.isPresent()) {
            throw new Obstacle(Remark.TEXT_TAKEN.of(holder.get().id()));
        }
        List<Note> notes = new ArrayList<>(foreign.notes());
        if (order.encryptionKey() == null && stores.hashing().secrets().isEmpty()) {
            notes.add(Remark.NEEDS_ENCRYPTION_KEY.of());
        }
        return new Step(line(key, Fate.CREATED, notes), () -> {
            requireBindings(key);
            // What was spent first: a key that works must not have it all again.
            stores.gate().carry(key.id(), foreign.spent());
            stores.keys().save(key);
        });
    }

    /** Its hash is another one since it was first used here, and what was spent is counted here. */
    private Step met(ApiKey known, ApiKey key, ForeignKey foreign, Order order) {
        if (known.grant().equals(key.grant())) {
            return Step.none(line(known, Fate.SAME, List.of()));
        }
        if (!order.replace()) {
            return Step.none(line(known, Fate.KEPT, List.of(Remark.KEY_DIFFERS.of())));
        }
        return new Step(line(key, Fate.CHANGED, foreign.notes()), () -> {
            requireBindings(key);
            stores.keys().save(known.with(key.grant()));
        });
    }

    /** What it is bound to may have failed to come. */
    private void requireBindings(ApiKey key) {
        for (String id : key.handling().accounts().values()) {
            boolean isGroup = stores.groups()
                    .find(id)
                    .filter(group -> !group.id().equals(Group.SHARED))
                    .isPresent();
            if (!isGroup && stores.accounts().find(id).isEmpty()) {
                throw new Obstacle(Remark.BINDING_GONE.of(id));
            }
        }
    }

    private static Line line(ApiKey key, Fate fate, List<Note> notes) {
        return new Line(KEY, key.id(), key.name(), fate, notes);
    }
}
