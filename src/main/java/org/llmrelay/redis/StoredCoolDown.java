package org.llmrelay.redis;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.llmrelay.account.CoolDown;

/**
 * A cool-down's record; its family is in the name of the field. Times are microseconds since 1970, as numbers that Lua holds exactly.
 *
 * @param until compared by the scripts
 */
record StoredCoolDown(long since, long until, String cause, int streak, boolean needsAttention) {

    static StoredCoolDown of(CoolDown coolDown) {
        return new StoredCoolDown(
                micros(coolDown.since()),
                micros(coolDown.until()),
                coolDown.cause(),
                coolDown.streak(),
                coolDown.needsAttention());
    }

    CoolDown toCoolDown(String family) {
        return new CoolDown(family, instant(since), instant(until), cause, streak, needsAttention);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
