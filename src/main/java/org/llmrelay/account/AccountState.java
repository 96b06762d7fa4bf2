package org.llmrelay.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How an account stands at one moment, ready to be shown to people.
 *
 * @param running how many calls it has now
 */
public record AccountState(Account account, Standing standing, long running, Instant now) {

    /** Whether it is left alone now, for some family or for all. */
    public boolean isResting(CoolDown coolDown) {
        return !coolDown.isOver(now);
    }

    /** What the state comes to, in plain words. */
    public String sentence() {
        if (!account.isEnabled()) {
            return "Disabled: it gets no calls until somebody enables it.";
        }
        return standing.of(CoolDown.ALL).map(this::whole).orElseGet(this::byFamily) + advice();
    }

    private String whole(CoolDown coolDown) {
        return isResting(coolDown)
                ? "Resting until %s because of %s%s.".formatted(time(coolDown), coolDown.cause(), times(coolDown))
                : "On probation since %s because of %s%s: the next call tries it out."
                        .formatted(time(coolDown), coolDown.cause(), times(coolDown));
    }

    private String byFamily() {
        List<CoolDown> resting =
                standing.coolDowns().stream().filter(this::isResting).toList();
        if (resting.isEmpty()) {
            return "Ready for calls.";
        }
        return resting.stream()
                .map(c -> "%s until %s because of %s%s".formatted(c.family(), time(c), c.cause(), times(c)))
                .collect(Collectors.joining(", ", "Ready for calls, except for models of ", "."));
    }

    private String advice() {
        return standing.needsAttention() ? " Somebody should look at its credential and its rights." : "";
    }

    private static String times(CoolDown coolDown) {
        return coolDown.streak() == 1 ? "" : " (" + coolDown.streak() + " times in a row)";
    }

    private static Instant time(CoolDown coolDown) {
        return coolDown.until().truncatedTo(ChronoUnit.SECONDS);
    }
}
