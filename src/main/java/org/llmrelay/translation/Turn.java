package org.llmrelay.translation;

import java.util.ArrayList;
import java.util.List;

/** One turn of a conversation. */
public record Turn(Role role, List<Part> parts) {
    /** Whose turn it is. */
    public enum Role {
        /** Whoever instructs the model. */
        SYSTEM,
        USER,
        ASSISTANT
    }

    public Turn {
        parts = List.copyOf(parts);
    }

    /** The turns with neighbours of one role made one, and those that say nothing left out. */
    public static List<Turn> merged(List<Turn> turns) {
        List<Turn> merged = new ArrayList<>();
        for (Turn turn : turns) {
            Turn last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && last.role() == turn.role()) {
                List<Part> both = new ArrayList<>(last.parts());
                both.addAll(turn.parts());
                merged.set(merged.size() - 1, new Turn(turn.role(), both));
            } else if (!turn.parts().isEmpty()) {
                merged.add(turn);
            }
        }
        return merged;
    }
}
