package org.llmrelay.wire;

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

/** A body that is a JSON object, with members left out and put in: all others stay byte for byte. What is no JSON object stays as it is. Confined to one request. */
public final class JsonMembers {
    private static final int MORE = 256;
    private static final byte[] CLOSE = {'}'};
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final Body original;
    private final byte[] bytes;
    private final Set<String> dropped = new HashSet<>();
    private final Map<String, String> put = new LinkedHashMap<>();
    private final Map<String, String> missing = new LinkedHashMap<>();

    private JsonMembers(Body original) {
        this.original = original;
        this.bytes = original.array();
    }

    public static JsonMembers of(Body body) {
        return new JsonMembers(body);
    }

    /** Leaves a member out. */
    public JsonMembers without(String member) {
        dropped.add(member);
        return this;
    }

    /** Puts a member in, in place of the one that is there. {@code json}: its value. */
    public JsonMembers with(String member, String json) {
        dropped.add(member);
        put.put(member, json);
        return this;
    }

    /** Puts a member in unless there is one. {@code json}: its value. */
    public JsonMembers withIfMissing(String member, String json) {
        missing.put(member, json);
        return this;
    }

    /** A text as JSON. */
    public static String literal(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** Texts as a JSON array. */
    public static String literals(List<String> texts) {
        return "[" + String.join(",", texts.stream().map(JsonMembers::literal).toList()) + "]";
    }

    /** The body so changed. */
    public Body body() {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length + MORE);
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return original;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                copyMember(parser, kept);
            }
            return parser.nextToken() == null ? joined(kept) : original;
        } catch (IOException e) {
            return original;
        }
    }

    private Body joined(ByteArrayOutputStream kept) {
        StringBuilder head = new StringBuilder("{");
        put.forEach((name, json) ->
                head.append(literal(name)).append(':').append(json).append(','));
        missing.forEach((name, json) ->
                head.append(literal(name)).append(':').append(json).append(','));
        if (kept.size() == 0 && head.length() > 1) {
            head.setLength(head.length() - 1);
        }
        byte[] first = head.toString().getBytes(UTF_8);
        ByteArrayOutputStream whole = new ByteArrayOutputStream(first.length + kept.size() + 1);
        whole.writeBytes(first);
        kept.writeBytes(CLOSE);
        whole.writeBytes(kept.toByteArray());
        return Body.wrap(whole.toByteArray());
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
