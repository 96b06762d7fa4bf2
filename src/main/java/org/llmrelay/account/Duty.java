package org.llmrelay.account;

import java.util.List;
import java.util.Set;

/**
 * Whom an account works for, and how much.
 *
 * @param groups ids of the groups that it belongs to; an account in none is dedicated: it serves only keys that are bound to itself
 * @param models patterns of the models that it has, where {@code *} stands for any characters; empty for every model
 * @param weight how often it is chosen where weights count, compared with others: 1 to 1,000
 */
public record Duty(Set<String> groups, List<String> models, int weight, Caps caps, Margin margin, Upkeep upkeep) {
    private static final int MOST_WEIGHT = 1_000;

    /** In the shared group, for every model, without limits. */
    public static final Duty USUAL = new Duty(Set.of(Group.SHARED), List.of(), 1, Caps.NONE, Margin.NONE, Upkeep.USUAL);

    public Duty {
        groups = Set.copyOf(groups);
        models = List.copyOf(models);
        if (weight < 1 || weight > MOST_WEIGHT) {
            throw new IllegalArgumentException("weight: " + weight + " (expected: 1 to " + MOST_WEIGHT + ")");
        }
    }

    public Duty in(Set<String> otherGroups) {
        return new Duty(otherGroups, models, weight, caps, margin, upkeep);
    }

    public Duty with(Caps other) {
        return new Duty(groups, models, weight, other, margin, upkeep);
    }

    public Duty with(Margin other) {
        return new Duty(groups, models, weight, caps, other, upkeep);
    }

    public Duty with(Upkeep other) {
        return new Duty(groups, models, weight, caps, margin, other);
    }
}
