package org.llmrelay.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrelay.admin.Json;

/** A chart in the form that Chart.js reads. The page's script adds colours. Confined to one request. */
public final class Charts {
    private final String type;
    private final List<String> labels;
    private final List<Map<String, Object>> series = new ArrayList<>();
    private final Map<String, Object> scales = new LinkedHashMap<>();

    private Charts(String type, List<String> labels) {
        this.type = type;
        this.labels = List.copyOf(labels);
    }

    public static Charts lines(List<String> labels) {
        return new Charts("line", labels);
    }

    public static Charts bars(List<String> labels) {
        return new Charts("bar", labels);
    }

    /** Adds one series, with a value for each label. */
    public Charts with(String name, List<? extends Number> values) {
        series.add(Map.of("label", name, "data", values));
        return this;
    }

    /** Adds a series that has a scale of its own, on the right. */
    public Charts beside(String name, List<? extends Number> values) {
        series.add(Map.of("label", name, "data", values, "yAxisID", "right"));
        scales.put("x", Map.of());
        scales.put("y", Map.of());
        scales.put("right", Map.of("position", "right"));
        return this;
    }

    /** Puts the series on top of each other. */
    public Charts stacked() {
        scales.put("x", Map.of("stacked", true));
        scales.put("y", Map.of("stacked", true));
        return this;
    }

    public String json() {
        Map<String, Object> config = Map.of(
                "type", type,
                "data", Map.of("labels", labels, "datasets", series),
                "options", Map.of("scales", scales));
        try {
            return Json.MAPPER.writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of numbers and texts are JSON", e);
        }
    }
}
