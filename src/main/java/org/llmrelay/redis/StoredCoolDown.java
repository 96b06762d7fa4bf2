package org.llmrelay.redis;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.State;

/**
 * A cool-down's record; its family is in the name of the field. Times are microseconds since 1970, as numbers that Lua holds exactly.
 *
 * @param until compared by the scripts
 * @param needsAttention of older records, which have no {@code state}
 */
record StoredCoolDown(
        long since,
        long until,
        String cause,
        int streak,
        @Nullable Boolean needsAttention,
        @Nullable String state) {

    static StoredCoolDown of(CoolDown coolDown) {
        return new StoredCoolDown(
                micros(coolDown.since()),
                micros(coolDown.until()),
                coolDown.cause(),
                coolDown.streak(),
                null,
                coolDown.state().code());
    }

    CoolDown toCoolDown(String family) {
        return new CoolDown(family, instant(since), instant(until), cause, streak, readState());
    }

    private State readState() {
        State older = Boolean.TRUE.equals(needsAttention) ? State.NEEDS_SIGN_IN : State.COOLING;
        return Words.read(State.values(), State::code, state, older);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
