package org.llmrelay.provider.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.llmrelay.call.Body;

/**
 * A request of Messages as hosts want it that take some of its members elsewhere: members are left out and put in, all others stay byte for byte. Confined to
 * one request.
 */
public final class HostedBody {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final byte[] bytes;
    private final Set<String> dropped = new HashSet<>();
    private final Map<String, String> put = new LinkedHashMap<>();
    private final Map<String, String> missing = new LinkedHashMap<>();

    private HostedBody(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param body a JSON object that has been read once */
    public static HostedBody of(Body body) {
        return new HostedBody(body.array());
    }

    /** Leaves a member out. */
    public HostedBody without(String member) {
        dropped.add(member);
        return this;
    }

    /** Puts a member in, in place of the one that is there. {@code json}: its value. */
    public HostedBody with(String member, String json) {
        dropped.add(member);
        put.put(member, json);
        return this;
    }

    /** Puts a member in unless there is one. {@code json}: its value. */
    public HostedBody withIfMissing(String member, String json) {
        missing.put(member, json);
        return this;
    }

    /** A text as JSON. */
    public static String literal(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** Texts as a JSON array. */
    public static String literals(List<String> texts) {
        return "[" + String.join(",", texts.stream().map(HostedBody::literal).toList()) + "]";
    }

    public Body body() {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length + 256);
        try (JsonParser parser = JSON.createParser(bytes)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                copyMember(parser, kept);
            }
        } catch (IOException e) {
            throw new IllegalStateException("a body that was read once cannot be read again", e);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(kept.size() + 256);
        whole.write('{');
        put.forEach((name, json) -> whole.writeBytes((literal(name) + ":" + json + ",").getBytes(UTF_8)));
        missing.forEach((name, json) -> whole.writeBytes((literal(name) + ":" + json + ",").getBytes(UTF_8)));
        byte[] head = whole.toByteArray();
        int length = kept.size() == 0 && head.length > 1 ? head.length - 1 : head.length;
        ByteArrayOutputStream all = new ByteArrayOutputStream(length + kept.size() + 1);
        all.write(head, 0, length);
        all.writeBytes(kept.toByteArray());
        all.write('}');
        return Body.wrap(all.toByteArray());
    }

    private void copyMember(JsonParser parser, ByteArrayOutputStream kept) throws IOException {
        String name = parser.currentName();
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.nextToken();
        parser.skipChildren();
        // Scalars are read lazily: the parser knows their end once they are asked for.
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        missing.remove(name);
        if (dropped.contains(name)) {
            return;
        }
        if (kept.size() > 0) {
            kept.write(',');
        }
        kept.write(bytes, start, end - start);
    }
}
