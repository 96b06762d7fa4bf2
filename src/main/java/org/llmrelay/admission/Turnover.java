package org.llmrelay.admission;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.KeyLabel;
import org.llmrelay.key.Keys;
import org.llmrelay.limit.Gate;

/**
 * Resets the windows and periods of keys that are over, so that nothing is kept of what counts no more. Calls do not wait for it: at the gate a period is
 * over when its time is. Thread-safe.
 */
public final class Turnover {
    private static final int KEYS = 200;

    private final Keys keys;
    private final Gate gate;
    private final BooleanSupplier turn;

    /** @param turn takes the work for one round, for all nodes; false where another node has it */
    public Turnover(Keys keys, Gate gate, BooleanSupplier turn) {
        this.keys = keys;
        this.gate = gate;
        this.turn = turn;
    }

    /**
     * Goes through all keys, if it is this node's turn; to be called every few minutes on every node. Blocks for the store. Returns how many meters were reset.
     *
     * @throws org.llmrelay.failure.StoreUnavailableException when it is away: the next round goes on
     */
    public int run() {
        if (!turn.getAsBoolean()) {
            return 0;
        }
        int reset = 0;
        List<String> ids = keys.labels().stream().map(KeyLabel::id).toList();
        for (int from = 0; from < ids.size(); from += KEYS) {
            List<ApiKey> some = keys.findAll(ids.subList(from, Math.min(from + KEYS, ids.size())));
            reset += gate.turnOver(some.stream()
                    .map(Turnover::ruled)
                    .filter(ruled -> !ruled.rules().isEmpty())
                    .toList());
        }
        return reset;
    }

    private static Gate.Ruled ruled(ApiKey key) {
        return new Gate.Ruled(
                key.id(),
                Stream.concat(key.limits().rules().stream(), key.limits().ofCounts().stream())
                        .toList());
    }
}
