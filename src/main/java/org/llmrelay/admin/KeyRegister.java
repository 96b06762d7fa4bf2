package org.llmrelay.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.KeyLabel;
import org.llmrelay.key.Keys;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.Dimension;
import org.llmrelay.usage.Reports;
import org.llmrelay.usage.Tally;

/** Finds keys in the list of all, and puts them in order. Reads little of each but of those it shows. Thread-safe. */
public final class KeyRegister {
    private static final int DAYS = 30;

    private final Keys keys;
    private final Reports reports;
    private final Calendar calendar;

    public KeyRegister(Keys keys, Reports reports, Calendar calendar) {
        this.keys = keys;
        this.reports = reports;
        this.calendar = calendar;
    }

    /** A key that fits, and when it was used last or deleted. */
    private record Hit(KeyLabel label, KeyState state, Instant time) {}

    /** @throws ProblemException when the query makes no sense */
    public KeyListBody list(KeyQuery query, Paging paging) {
        query.check();
        List<KeyLabel> all = keys.labels();
        List<Keys.Deleted> deleted = keys.deleted();
        List<Hit> fitting = hits(all, query);
        List<Hit> gone = deleted.stream()
                .map(one -> new Hit(KeyLabel.of(one.key()), KeyState.DELETED, one.at()))
                .filter(hit -> query.fits(hit.label()))
                .toList();
        List<Hit> wanted = (query.isOfDeleted() ? gone : fitting)
                .stream()
                        .filter(hit -> query.fits(hit.state()))
                        .sorted(order(query))
                        .toList();
        return new KeyListBody(
                rows(paging.partOf(wanted), deleted), wanted.size(), counts(fitting, gone.size()), tags(all));
    }

    private List<Hit> hits(List<KeyLabel> all, KeyQuery query) {
        List<KeyLabel> fitting = all.stream().filter(query::fits).toList();
        Map<String, Instant> uses =
                reports.lastUses(fitting.stream().map(KeyLabel::id).toList());
        Instant now = calendar.now();
        return fitting.stream()
                .map(key -> new Hit(
                        key,
                        KeyState.of(key, uses.containsKey(key.id()), now),
                        uses.getOrDefault(key.id(), Instant.EPOCH)))
                .toList();
    }

    private static Map<String, Long> counts(List<Hit> fitting, long deleted) {
        Map<String, Long> counts = new LinkedHashMap<>();
        KeyState.BY_CODE.keySet().forEach(state -> counts.put(state, 0L));
        fitting.forEach(hit -> counts.merge(hit.state().code(), 1L, Long::sum));
        counts.put(KeyState.DELETED.code(), deleted);
        return counts;
    }

    private static List<String> tags(List<KeyLabel> all) {
        Set<String> tags = new HashSet<>();
        all.forEach(key -> tags.addAll(key.tags()));
        return tags.stream()
                .sorted(String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private Comparator<Hit> order(KeyQuery query) {
        Comparator<Hit> order =
                switch (query.order()) {
                    case "name" -> by(KeyLabel::name);
                    case "owner" -> by(KeyLabel::owner);
                    case "last_used" -> Comparator.comparing(Hit::time);
                    case "cost_today" -> byCost(calendar.today());
                    case "cost_30d" -> byCost(first());
                    default -> Comparator.comparing(hit -> hit.label().created());
                };
        Comparator<Hit> whole = order.thenComparing(hit -> hit.label().id());
        return query.isDownwards() ? whole.reversed() : whole;
    }

    private static Comparator<Hit> by(Function<KeyLabel, String> text) {
        return Comparator.comparing(hit -> text.apply(hit.label()).toLowerCase(Locale.ROOT));
    }

    private Comparator<Hit> byCost(LocalDate first) {
        Map<String, Tally> sums = reports.sums(Dimension.KEY, new Reports.Days(first, calendar.today()));
        return Comparator.comparingLong(
                hit -> cost(sums.getOrDefault(hit.label().id(), Tally.NONE)));
    }

    private LocalDate first() {
        return calendar.today().minusDays(DAYS - 1L);
    }

    private static long cost(Tally tally) {
        return tally.spending().rated();
    }

    private List<KeyRowBody> rows(List<Hit> shown, List<Keys.Deleted> deleted) {
        List<String> ids = shown.stream().map(hit -> hit.label().id()).toList();
        Map<String, ApiKey> known = new HashMap<>();
        deleted.forEach(one -> known.put(one.key().id(), one.key()));
        keys.findAll(ids).forEach(key -> known.put(key.id(), key));
        Map<String, List<Tally>> lately = reports.days(Dimension.KEY, ids, new Reports.Days(first(), calendar.today()));
        return shown.stream()
                .flatMap(hit -> Optional.ofNullable(known.get(hit.label().id()))
                        .map(key -> row(hit, key, lately.getOrDefault(key.id(), List.of(Tally.NONE))))
                        .stream())
                .toList();
    }

    private static KeyRowBody row(Hit hit, ApiKey key, List<Tally> days) {
        boolean isGone = hit.state() == KeyState.DELETED;
        return new KeyRowBody(
                KeyBody.of(key),
                hit.state().code(),
                isGone || hit.time().equals(Instant.EPOCH) ? null : hit.time(),
                cost(days.get(days.size() - 1)),
                days.stream().mapToLong(KeyRegister::cost).sum(),
                isGone ? hit.time() : null);
    }
}
