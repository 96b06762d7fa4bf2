package org.llmrelay.config;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.llmrelay.settings.ModelRoutes;
import org.llmrelay.settings.ModelRoutes.Route;

/** Reads where calls go that name nothing but a model: {@code claude-*=claude, *=openai}. Confined to one thread. */
final class RouteSettings {
    private static final String NAME = "RELAY_MODEL_ROUTES";
    private static final Pattern FORM = Pattern.compile("([^=,\\s]+)\\s*=\\s*([a-z0-9-]+)");

    private final Reading reading;

    RouteSettings(Reading reading) {
        this.reading = reading;
    }

    ModelRoutes read() {
        return reading.text(NAME).map(this::routes).orElse(ModelRoutes.DEFAULTS);
    }

    private ModelRoutes routes(String text) {
        List<Matcher> told = Arrays.stream(text.split(",", -1))
                .map(one -> FORM.matcher(one.strip()))
                .toList();
        if (!told.stream().allMatch(Matcher::matches)) {
            return reading.wrong(NAME, text, "routes such as claude-*=claude, apart by commas", ModelRoutes.DEFAULTS);
        }
        return new ModelRoutes(
                told.stream().map(one -> new Route(one.group(1), one.group(2))).toList());
    }
}
