package org.llmrelay.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Usage;
import org.llmrelay.wire.anthropic.AnthropicDialect;
import org.llmrelay.wire.gemini.GeminiDialect;
import org.llmrelay.wire.openai.ChatDialect;
import org.llmrelay.wire.openai.ResponsesDialect;

/** Streams as they were recorded, and what is known of each when so many of its events have come. */
public final class Told {
    private Told() {}

    /** The dialects that there are streams of. */
    public static List<Dialect> dialects() {
        return List.of(new AnthropicDialect(), new ResponsesDialect(), new ChatDialect(), new GeminiDialect());
    }

    /** The stream, in a coding such as {@code .br}, or as it is. */
    public static byte[] stream(Dialect dialect, String coding) {
        return resource(dialect.id() + ".sse" + coding);
    }

    /** What is known after each number of events, from none on. */
    public static List<String> steps(Dialect dialect) {
        return new String(resource(dialect.id() + ".steps"), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** What a meter knows, as a line of such a list. */
    public static String by(UsageMeter meter) {
        return line(meter.model(), meter.usage(), meter.delivery(), meter.untold());
    }

    /** One line of such a list. */
    public static String line(@Nullable String model, Usage usage, Delivery delivery, long untold) {
        return "%s in=%d out=%d read=%d 5m=%d 1h=%d searches=%d fetches=%d served=%s/%s/%s untold=%d"
                .formatted(
                        model,
                        usage.input(),
                        usage.output(),
                        usage.cacheRead(),
                        usage.cacheWrite5m(),
                        usage.cacheWrite1h(),
                        usage.webSearches(),
                        usage.webFetches(),
                        delivery.tier(),
                        delivery.speed(),
                        delivery.region(),
                        untold);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(Told.class.getResourceAsStream("steps/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
