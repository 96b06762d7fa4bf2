package org.llmrelay.provider.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a signed token says of itself. The signature is not checked: claims are shown to people, and nothing is decided by them. Thread-safe. */
public final class Claims {
    private Claims() {}

    /** The claims; a missing node where the text is no such token. */
    public static JsonNode in(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return MissingNode.getInstance();
        }
        try {
            return Json.read(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return MissingNode.getInstance();
        }
    }
}
