package org.llmrelay.wire.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Span;
import org.llmrelay.wire.Json;
import org.llmrelay.wire.PrefixHash;

/**
 * What tells one conversation from others: {@code session:} and the id that the client gives it, else {@code prefix:} and a hash of what it wants cached.
 * Thread-safe.
 */
final class SessionHint {
    private static final String HEADER = "x-claude-code-session-id";
    private static final String OLD_MARK = "_session_";
    /** Anything longer is no id; it would only make long keys in the store. */
    private static final int LONGEST_ID = 128;

    private SessionHint() {}

    static @Nullable String of(Headers headers, @Nullable String userId, Body body, @Nullable Span cachedPrefix) {
        String id = usable(headers.first(HEADER).orElse(null));
        if (id == null && userId != null) {
            id = usable(idIn(userId));
        }
        if (id != null) {
            return "session:" + id;
        }
        return cachedPrefix == null ? null : "prefix:" + PrefixHash.of(body, cachedPrefix);
    }

    private static @Nullable String usable(@Nullable String id) {
        return id == null || id.isBlank() || id.length() > LONGEST_ID ? null : id.strip();
    }

    /** Newer clients send a JSON object as a string, older ones {@code user_…_account_…_session_…}. */
    private static @Nullable String idIn(String userId) {
        if (userId.startsWith("{")) {
            return idInObject(userId);
        }
        int mark = userId.lastIndexOf(OLD_MARK);
        return userId.startsWith("user_") && mark > 0 ? userId.substring(mark + OLD_MARK.length()) : null;
    }

    private static @Nullable String idInObject(String json) {
        try (JsonParser parser = Json.PARSERS.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isId = parser.currentName().equals("session_id");
                if (parser.nextToken() == JsonToken.VALUE_STRING && isId) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            // Not the form that clients are known to send, so no hint.
        }
        return null;
    }
}
