package org.llmrelay.admin;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Group;
import org.llmrelay.account.Policy;

/** What an operator does with groups of accounts. Throws {@link ProblemException} where it cannot be done. Thread-safe when {@code random} is. */
public final class GroupDesk {
    private static final Map<String, Policy> POLICIES = LimitsForm.words(Policy.values(), Policy::code);

    private final Places places;
    private final BoundKeys keys;
    private final InstantSource clock;
    private final RandomGenerator random;

    public GroupDesk(Places places, BoundKeys keys, InstantSource clock, RandomGenerator random) {
        this.places = places;
        this.keys = keys;
        this.clock = clock;
        this.random = random;
    }

    public List<Group> all() {
        return places.groups().all();
    }

    public Group find(String id) {
        return places.groups().find(id).orElseThrow(() -> new ProblemException(Problem.notFound("group", id)));
    }

    /** The ids of the accounts that are in a group. */
    public List<String> members(Group group) {
        return places.accounts().all().stream()
                .filter(account -> account.duty().groups().contains(group.id()))
                .map(account -> account.id())
                .toList();
    }

    public Group create(Form form) {
        Group fresh = new Group(
                "grp_%016x".formatted(random.nextLong()),
                "",
                Policy.PRIORITY,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return saved(read(form, fresh, null));
    }

    public Group change(String id, Form form) {
        Group before = find(id);
        return saved(read(form, before, before.name()));
    }

    private static Group read(Form form, Group before, @Nullable String name) {
        Policy policy = form.word("policy", before.policy(), POLICIES);
        Group after = new Group(
                before.id(),
                form.name("name", name),
                Objects.requireNonNullElse(policy, before.policy()),
                before.created());
        form.finish();
        return after;
    }

    private Group saved(Group group) {
        boolean isTaken = all().stream()
                .anyMatch(other -> other.name().equalsIgnoreCase(group.name())
                        && !other.id().equals(group.id()));
        if (isTaken) {
            throw new ProblemException(Problem.conflict("There is another group with the name " + group.name()));
        }
        places.groups().save(group);
        return group;
    }

    /** {@code unbind}: whether keys that are bound to it lose their bindings; else it stays while there are any. */
    public void delete(String id, boolean unbind) {
        Group group = find(id);
        if (group.isShared()) {
            throw new ProblemException(Problem.conflict("The shared group is always there"));
        }
        if (!members(group).isEmpty()) {
            throw new ProblemException(Problem.conflict("There are accounts in the group"));
        }
        if (!unbind) {
            keys.requireNone(id);
        }
        keys.unbind(id);
        places.groups().delete(id);
        // A key may have been bound to it just now.
        keys.unbind(id);
    }
}
