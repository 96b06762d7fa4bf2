package org.llmrelay.provider.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Headers.Field;

/** An answer in the shape of a recording: status line, fields, an empty line, body. */
record RecordedAnswer(int status, Headers headers, Body body) {

    static RecordedAnswer named(String name) {
        String text = text(name + ".http");
        int end = text.indexOf("\n\n");
        List<String> lines = text.substring(0, end).lines().toList();
        List<Field> fields = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            fields.add(new Field(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        int status = Integer.parseInt(lines.get(0).substring(9, 12));
        return new RecordedAnswer(
                status, Headers.of(fields), Body.wrap(text.substring(end + 2).getBytes(UTF_8)));
    }

    static String text(String file) {
        try (InputStream in = Objects.requireNonNull(RecordedAnswer.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
