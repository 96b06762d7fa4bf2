package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.Subject;

/**
 * The rows of a report as the page shows them: a {@code title}, where it leads to ({@code href}, or null), its {@code total}, and what it cost in as many
 * days before ({@code earlier}, or null).
 */
@Named
@RequestScoped
public class ReportRows {
    /** Where the names in lists lead to, by what the list is of. */
    private static final Map<String, String> PAGES = Map.of(
            "key", "key?id=",
            "account", "account?id=",
            "owner", "keys?q=",
            "tag", "keys?tag=",
            "model", "calls?range=30d&model=");

    @Inject
    ReportsBacking report;

    @Inject
    ReportSums sums;

    @Inject
    Words words;

    @Inject
    Show show;

    @Inject
    Calendar calendar;

    private @Nullable List<Map<String, Object>> rows;

    public List<Map<String, Object>> getAll() {
        if (rows == null) {
            rows = report.isByDay()
                    ? Shapes.list(sums.getWhole(), "items").stream()
                            .map(this::day)
                            .toList()
                    : Shapes.list(report.getTop(), "items").stream()
                            .map(this::one)
                            .toList();
        }
        return rows;
    }

    private Map<String, Object> day(Object item) {
        String from = Shapes.text(item, "from");
        LocalDate day = calendar.date(Instant.parse(from));
        return row(show.day(from), "calls?from=" + day + "&to=" + day, item);
    }

    private Map<String, Object> one(Object item) {
        String id = Shapes.text(item, "id");
        boolean isNamed = !id.isEmpty() && !id.equals(Subject.OTHERS);
        String page = PAGES.get(report.getOf());
        String href = page == null || !isNamed ? null : page + URLEncoder.encode(id, StandardCharsets.UTF_8);
        Map<String, Object> row = row(isNamed ? name(item, id) : nameless(id), href, item);
        row.put("earlier", sums.earlierCost(id));
        return row;
    }

    private static String name(Object item, String id) {
        String name = Shapes.text(item, "name");
        return name.isEmpty() ? id : name;
    }

    /** What stands for those who have no owner or no tag, or are gone, or did not fit into a table any more. */
    private String nameless(String id) {
        String set = id.isEmpty() ? "report-without" : "report-gone";
        return words.text(set + "." + report.getOf(), words.of("others"));
    }

    private static Map<String, Object> row(String title, @Nullable String href, Object item) {
        Map<String, Object> row = new HashMap<>();
        row.put("title", title);
        row.put("href", href);
        row.put("total", Shapes.at(item, "total"));
        return row;
    }
}
