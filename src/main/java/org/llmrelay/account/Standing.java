package org.llmrelay.account;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What has happened to an account: its cool-downs, at most one for a family. A cool-down that is over stays until a call succeeds: until then the account is on probation. */
public record Standing(List<CoolDown> coolDowns) {
    /** Nothing is wrong. */
    public static final Standing GOOD = new Standing(List.of());

    public Standing {
        coolDowns = List.copyOf(coolDowns);
    }

    /** The cool-down that keeps the account from a family now: the one that lasts longest. */
    public Optional<CoolDown> restingFor(String family, Instant now) {
        return coolDowns.stream()
                .filter(c -> c.concerns(family) && !c.isOver(now))
                .max(Comparator.comparing(CoolDown::until));
    }

    /** The cool-down that is over and not yet disproved by a success. */
    public Optional<CoolDown> probationFor(String family, Instant now) {
        return coolDowns.stream()
                .filter(c -> c.concerns(family) && c.isOver(now))
                .findFirst();
    }

    /** The cool-down of exactly this family, over or not. */
    public Optional<CoolDown> of(String family) {
        return coolDowns.stream().filter(c -> c.family().equals(family)).findFirst();
    }

    /** What the account is in now, whatever model is asked for. */
    public State state(Instant now) {
        return of(CoolDown.ALL).filter(c -> !c.isOver(now)).map(CoolDown::state).orElse(State.HEALTHY);
    }

    public boolean needsAttention() {
        return coolDowns.stream().anyMatch(CoolDown::needsAttention);
    }

    /** This standing with one cool-down put in the place of its family's. */
    public Standing with(CoolDown coolDown) {
        Standing rest = without(coolDown.family());
        return new Standing(
                Stream.concat(rest.coolDowns.stream(), Stream.of(coolDown)).toList());
    }

    /** This standing without the cool-down of a family. */
    public Standing without(String family) {
        return new Standing(
                coolDowns.stream().filter(c -> !c.family().equals(family)).toList());
    }
}
