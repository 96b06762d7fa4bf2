package org.llmrelay.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of an account from one state to another.
 *
 * @param family the model family it concerns, or {@link CoolDown#ALL}
 * @param until when the new state ends by itself, or null
 * @param reason the code of a fault, or a word for what was done
 * @param by who did it: an operator's name, or {@link #RELAY}
 */
public record Transition(
        Instant at,
        String family,
        State from,
        State to,
        @Nullable Instant until,
        String reason,
        String by) {
    /** The relay itself. */
    public static final String RELAY = "relay";

    /** How many steps of an account are remembered. */
    public static final int REMEMBERED = 100;

    /** The step into a cool-down. */
    public static Transition into(CoolDown coolDown, State from) {
        return new Transition(
                coolDown.since(),
                coolDown.family(),
                from,
                coolDown.state(),
                coolDown.isForGood() ? null : coolDown.until(),
                coolDown.cause(),
                RELAY);
    }
}
