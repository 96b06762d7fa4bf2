package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.llmrelay.fake.MessageScript;

/** Server-sent events as texts, each with the empty line that ends it. */
final class Events {
    static final String PING = "event: ping\ndata: {\"type\": \"ping\"}\n\n";

    private Events() {}

    /** The events of a stream, which must be whole. */
    static List<String> in(byte[] stream) {
        return in(new String(stream, UTF_8));
    }

    static List<String> in(String stream) {
        assertThat(stream).endsWith("\n\n");
        List<String> events = new ArrayList<>();
        int from = 0;
        for (int end = stream.indexOf("\n\n"); end >= 0; end = stream.indexOf("\n\n", from)) {
            events.add(stream.substring(from, end + 2));
            from = end + 2;
        }
        return events;
    }

    /** What a script's stream says, as the upstream sends it. */
    static List<String> of(MessageScript script) {
        return script.withModel(Ask.MODEL).events().stream()
                .map(event -> new String(event, UTF_8))
                .toList();
    }

    static byte[] bytes(MessageScript script) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        script.withModel(Ask.MODEL).events().forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** A stream less the events that may come at any time. */
    static String withoutPings(byte[] stream) {
        return new String(stream, UTF_8).replace(PING, "");
    }

    /** Requires the dialect's own error event. */
    static void requireError(String event, String type) {
        assertThat(event).startsWith("event: error\ndata: {");
        String body = event.substring("event: error\ndata: ".length());
        NativeErrors.requireForm(body, type, Json.read(body).path("request_id").asText());
    }
}
