package org.llmrelay.moving;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that was found of another relay, as it lies there. */
public final class Estate {
    private final Map<Sort, List<ForeignRecord>> accounts;
    private final List<Circle> groups;
    private final List<ForeignRecord> keys;
    private final List<Remainder> rest;

    Estate(
            Map<Sort, List<ForeignRecord>> accounts,
            List<Circle> groups,
            List<ForeignRecord> keys,
            List<Remainder> rest) {
        this.accounts = Map.copyOf(accounts);
        this.groups = List.copyOf(groups);
        this.keys = List.copyOf(keys);
        this.rest = List.copyOf(rest);
    }

    /** A group of accounts; {@code members}: their ids. */
    record Circle(ForeignRecord record, Set<String> members) {
        Circle {
            members = Set.copyOf(members);
        }
    }

    /** Something that has no way in. */
    record Remainder(String kind, String id, String name, Note why) {}

    List<ForeignRecord> accounts(Sort sort) {
        return accounts.getOrDefault(sort, List.of());
    }

    List<Circle> groups() {
        return groups;
    }

    List<ForeignRecord> keys() {
        return keys;
    }

    /** How many groups, accounts and keys there are. */
    int size() {
        return groups.size()
                + keys.size()
                + accounts.values().stream().mapToInt(List::size).sum();
    }

    List<Remainder> rest() {
        return rest;
    }
}
