package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Charts of what was used, from a {@code Series} of the API. */
@RequestScoped
public class UsageCharts {
    private static final double MICROS = 1_000_000;
    private static final double PERCENT = 100;

    @Inject
    Show show;

    @Inject
    Words words;

    /** One line of a chart: its name, and a {@code Series} with as many items as the whole. */
    public record Line(String name, Map<String, Object> series) {}

    public String tokens(Map<String, Object> series) {
        return Charts.bars(labels(series))
                .with(words.of("tokens.input"), values(series, item -> usage(item, "input_tokens")))
                .with(words.of("tokens.output"), values(series, item -> usage(item, "output_tokens")))
                .with(words.of("tokens.cache-read"), values(series, item -> usage(item, "cache_read_tokens")))
                .with(
                        words.of("tokens.cache-write"),
                        values(
                                series,
                                item -> usage(item, "cache_write_5m_tokens").longValue()
                                        + usage(item, "cache_write_1h_tokens").longValue()))
                .stacked()
                .json();
    }

    /** Dollars over time: one bar for each line, on top of each other; the whole where there are no lines. */
    public String cost(Map<String, Object> whole, List<Line> lines) {
        Charts chart = Charts.bars(labels(whole)).stacked();
        for (Line line : lines.isEmpty() ? List.of(new Line(words.of("cost"), whole)) : lines) {
            chart.with(line.name(), values(line.series(), UsageCharts::dollars));
        }
        return chart.json();
    }

    /** How long the first byte took, in milliseconds, and how many calls failed, in percent. */
    public String quality(Map<String, Object> series) {
        return Charts.lines(labels(series))
                .with(
                        words.of("first-byte"),
                        values(series, item -> Shapes.number(item, "total", "average_first_byte_ms")))
                .beside(words.of("failed-percent"), values(series, UsageCharts::failed))
                .json();
    }

    private static Number usage(Object item, String name) {
        return Shapes.number(item, "total", "usage", name);
    }

    private static Number dollars(Object item) {
        return Shapes.number(item, "total", "cost", "rated_microdollars").longValue() / MICROS;
    }

    private static Number failed(Object item) {
        double calls = Shapes.number(item, "total", "calls").doubleValue();
        return calls == 0
                ? 0
                : PERCENT * Shapes.number(item, "total", "failed_calls").doubleValue() / calls;
    }

    private List<String> labels(Map<String, Object> series) {
        boolean isHours = Shapes.text(series, "grain").equals("hour");
        DateTimeFormatter format = DateTimeFormatter.ofPattern(isHours ? "HH:mm" : "MM-dd");
        return Shapes.list(series, "items").stream()
                .map(item ->
                        format.format(Instant.parse(Shapes.text(item, "from")).atZone(show.zone())))
                .toList();
    }

    private static List<Number> values(Map<String, Object> series, Function<Object, Number> value) {
        return Shapes.list(series, "items").stream().map(value).toList();
    }
}
