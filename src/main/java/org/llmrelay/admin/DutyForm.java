package org.llmrelay.admin;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Caps;
import org.llmrelay.account.Duty;
import org.llmrelay.account.Groups;
import org.llmrelay.account.Margin;
import org.llmrelay.account.Upkeep;

/** Reads whom an account works for, and how much: see {@code NewAccount} in the description. */
final class DutyForm {
    private static final int MOST_GROUPS = 50;
    private static final int MOST_PATTERNS = 200;
    private static final int LONGEST_LINE = 200;
    private static final int MOST_WEIGHT = 1_000;
    private static final int MOST_CALLS = 100_000;
    private static final long MOST = 1_000_000_000_000L;
    private static final int MOST_RESERVED = 45;
    private static final long MOST_MINUTES = 7 * 24 * 60;

    private final Groups groups;

    DutyForm(Groups groups) {
        this.groups = groups;
    }

    Duty read(Form form, Duty before) {
        return new Duty(
                groups(form, before),
                form.lines("only_models", before.models(), MOST_PATTERNS, LONGEST_LINE),
                form.whole("weight", before.weight(), 1, MOST_WEIGHT),
                form.inner("limits", before.caps(), Caps.NONE, inside -> caps(inside, before.caps())),
                new Margin(
                        form.whole("stop_at_percent", before.margin().stopAt(), 1, Margin.WHOLE),
                        form.whole("reserved_percent", before.margin().reserved(), 0, MOST_RESERVED)),
                upkeep(form, before.upkeep()));
    }

    private Set<String> groups(Form form, Duty before) {
        List<String> ids =
                form.lines("groups", before.groups().stream().sorted().toList(), MOST_GROUPS, LONGEST_LINE);
        ids.stream()
                .filter(id -> groups.find(id).isEmpty())
                .forEach(id -> form.wrong("groups", "there is no group " + id));
        return Set.copyOf(ids);
    }

    private static Caps caps(Form form, Caps before) {
        return new Caps(
                (int) amount(form, "concurrency", before.concurrency(), MOST_CALLS),
                amount(form, "requests_per_minute", before.requestsPerMinute(), MOST),
                amount(form, "tokens_per_minute", before.tokensPerMinute(), MOST),
                amount(form, "daily_cost", before.dailyCost(), MOST),
                zone(form, before.zone()));
    }

    /** Null, and 0 inside, for any amount. */
    private static long amount(Form form, String field, long before, long most) {
        Long amount = form.number(field, before == 0 ? null : (Long) before, 1, most);
        return amount == null ? 0 : amount;
    }

    private static ZoneId zone(Form form, ZoneId before) {
        String name = form.text("time_zone", before.getId());
        if (before.getId().equals(name)) {
            return before;
        }
        if (ZoneId.getAvailableZoneIds().contains(name)) {
            return ZoneId.of(name);
        }
        form.wrong("time_zone", "must be a time zone such as Europe/Berlin");
        return before;
    }

    private static Upkeep upkeep(Form form, Upkeep before) {
        Long minutes = form.number(
                "check_minutes", before.checks().map(Duration::toMinutes).orElse(null), 1, MOST_MINUTES);
        String model = form.line("check_model", Objects.requireNonNullElse(before.checkModel(), ""), LONGEST_LINE);
        return new Upkeep(
                form.time("expires_at", before.expires()),
                form.flag("never_rests", before.neverRests()),
                duration(minutes),
                model.isEmpty() ? null : model);
    }

    private static @Nullable Duration duration(@Nullable Long minutes) {
        return minutes == null ? null : Duration.ofMinutes(minutes);
    }
}
