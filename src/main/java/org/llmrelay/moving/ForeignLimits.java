package org.llmrelay.moving;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.llmrelay.limit.Gate.Carried;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;

/** The limits of one key of another relay, and how far they are used up. Confined to one import. */
final class ForeignLimits {
    private static final int DAYS_OF_A_WEEK = 7;

    private final ForeignRecord record;
    private final ZoneId zone;
    private final List<Note> notes;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Carried> spent = new ArrayList<>();

    /** @param notes takes what cannot be carried */
    ForeignLimits(ForeignRecord record, ZoneId zone, List<Note> notes) {
        this.record = record;
        this.zone = zone;
        this.notes = notes;
    }

    Limits read() {
        long minutes = record.whole("rateLimitWindow");
        if (minutes > 0) {
            Period window = new Period.Window(Duration.ofMinutes(minutes));
            add(Unit.REQUESTS, window, record.whole("rateLimitRequests"));
            add(Unit.TOKENS, window, record.whole("tokenLimit"));
            add(Unit.COST, window, record.money("rateLimitCost"));
        }
        budget("dailyCostLimit", new Period.Day(zone, 0), Spending.DAY);
        budget("totalCostLimit", new Period.Life(), Spending.TOTAL);
        if (budget("weeklyOpusCostLimit", week(record, zone), Spending.WEEK)) {
            notes.add(Remark.WEEKLY_MODELS.of());
        }
        return new Limits(Math.toIntExact(record.whole("concurrencyLimit")), Limits.Queue.NONE, rules);
    }

    /** What was spent under the limits that {@link #read} found. */
    List<Carried> spent() {
        return List.copyOf(spent);
    }

    private boolean budget(String field, Period period, String spending) {
        long most = record.money(field);
        if (most == 0) {
            return false;
        }
        Rule rule = Rule.of(Unit.COST, period, most);
        rules.add(rule);
        if (!record.has(spending)) {
            notes.add(Remark.SPENT_UNTOLD.of(field));
        } else if (record.money(spending) > 0) {
            spent.add(new Carried(rule, record.money(spending)));
            notes.add(Remark.SPENT.of(field, record.text(spending)));
        }
        return true;
    }

    private void add(Unit unit, Period period, long most) {
        if (most > 0) {
            rules.add(Rule.of(unit, period, most));
        }
    }

    /** The week of a key's weekly limit. */
    static Period.Week week(ForeignRecord record, ZoneId zone) {
        int number = record.has("weeklyResetDay") ? Math.toIntExact(record.whole("weeklyResetDay")) : 1;
        int hour = Math.toIntExact(record.whole("weeklyResetHour"));
        try {
            return new Period.Week(zone, DayOfWeek.of(number == 0 ? DAYS_OF_A_WEEK : number), hour);
        } catch (DateTimeException e) {
            throw new Obstacle(Remark.NO_WEEKDAY.of());
        }
    }
}
