package org.llmrelay.redis;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.llmrelay.account.Group;
import org.llmrelay.account.Groups;
import org.llmrelay.account.Policy;

/** Groups in Redis: a hash of records, with all of them in memory. A group whose record cannot be read is left out. Thread-safe. */
final class RedisGroups implements Groups {
    private static final Comparator<Group> ORDER = Comparator.comparing((Group group) -> !group.isShared())
            .thenComparing(Group::created)
            .thenComparing(Group::id);

    private final Script saveGroup = Script.named("save_account");
    private final Script deleteGroup = Script.named("delete_group");
    private final Snapshot<List<Group>> snapshot = new Snapshot<>(List.of(Group.USUAL));
    private final Redis redis;
    private final RedisEvents events;

    RedisGroups(Redis redis, RedisEvents events) {
        this.redis = redis;
        this.events = events;
    }

    /** A group's record. */
    record Stored(String name, String policy, String created) {
        static Stored of(Group group) {
            return new Stored(
                    group.name(), group.policy().code(), group.created().toString());
        }

        Group toGroup(String id) {
            return new Group(id, name, Words.read(Policy.values(), Policy::code, policy), Instant.parse(created));
        }
    }

    @Override
    public List<Group> all() {
        return snapshot.get();
    }

    @Override
    public Optional<Group> find(String id) {
        for (Group group : snapshot.get()) {
            if (group.id().equals(id)) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }

    @Override
    public void save(Group group) {
        redis.run(saveGroup.with(
                List.of(RedisKeys.GROUPS), List.of(group.id(), Json.write(Stored.of(group)), RedisKeys.CHANGES)));
        reload();
    }

    @Override
    public boolean delete(String id) {
        Object deleted = redis.run(deleteGroup.with(List.of(RedisKeys.GROUPS), List.of(id, RedisKeys.CHANGES)));
        reload();
        return Long.valueOf(1).equals(deleted);
    }

    /** Reads all groups anew: one was changed, here or elsewhere. */
    void reload() {
        snapshot.reload(this::read);
    }

    private List<Group> read() {
        List<Group> stored = redis.ask(client -> client.hgetAll(RedisKeys.GROUPS)).entrySet().stream()
                .flatMap(field -> group(field.getKey(), field.getValue()))
                .toList();
        boolean hasShared = stored.stream().anyMatch(Group::isShared);
        Stream<Group> shared = hasShared ? Stream.empty() : Stream.of(Group.USUAL);
        return Stream.concat(shared, stored.stream()).sorted(ORDER).toList();
    }

    private Stream<Group> group(String id, String record) {
        try {
            return Stream.of(Json.read(record, Stored.class).toGroup(id));
        } catch (RuntimeException e) {
            // Whatever is wrong with one record, the others are needed.
            events.accountUnreadable(id, "its record is damaged");
            return Stream.empty();
        }
    }
}
