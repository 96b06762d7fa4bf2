package org.llmrelay.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How an account stands at one moment, ready to be shown to people.
 *
 * @param quota what its provider says of what it grants
 * @param running how many calls it has now
 */
public record AccountState(Account account, Standing standing, Quota quota, long running, Instant now) {

    /** What it is in as a whole; what concerns one model family alone does not count. */
    public State state() {
        if (!account.isEnabled()) {
            return State.DISABLED;
        }
        State state = standing.state(now);
        return state == State.HEALTHY && fullWindow().isPresent() ? State.OUT_OF_QUOTA : state;
    }

    /** The window that must empty before the account is used again, where an operator has set a wall. */
    private Optional<Quota.Window> fullWindow() {
        int wall = account.duty().margin().stopAt();
        return wall == Margin.WHOLE ? Optional.empty() : quota.full(wall, CoolDown.ALL, now);
    }

    /** Whether it is left alone now, for some family or for all. */
    public boolean isResting(CoolDown coolDown) {
        return !coolDown.isOver(now);
    }

    /** What the state comes to, in plain words. */
    public String sentence() {
        if (!account.isEnabled()) {
            return "Disabled: it gets no calls until somebody enables it.";
        }
        if (account.duty().upkeep().isExpired(now)) {
            return "Expired: its subscription has ended, and it gets no calls.";
        }
        if (state() == State.OUT_OF_QUOTA && fullWindow().isPresent()) {
            return fullWindow()
                    .map(w -> "Out of quota until %s: %d %% of its window %s are used."
                            .formatted(w.resets(), w.percent(), w.name()))
                    .orElseThrow();
        }
        return standing.of(CoolDown.ALL).map(this::whole).orElseGet(this::byFamily) + advice();
    }

    private String whole(CoolDown coolDown) {
        return isResting(coolDown)
                ? "Resting %s because of %s%s.".formatted(end(coolDown), coolDown.cause(), times(coolDown))
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
                .map(c -> "%s %s because of %s%s".formatted(c.family(), end(c), c.cause(), times(c)))
                .collect(Collectors.joining(", ", "Ready for calls, except for models of ", "."));
    }

    private String advice() {
        return standing.needsAttention() ? " Somebody should look at its credential and its rights." : "";
    }

    private static String times(CoolDown coolDown) {
        return coolDown.streak() == 1 ? "" : " (" + coolDown.streak() + " times in a row)";
    }

    private static String end(CoolDown coolDown) {
        return coolDown.isForGood() ? "until somebody resets it," : "until " + time(coolDown);
    }

    private static Instant time(CoolDown coolDown) {
        return coolDown.until().truncatedTo(ChronoUnit.SECONDS);
    }
}
