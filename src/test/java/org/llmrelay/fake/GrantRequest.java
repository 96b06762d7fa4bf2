package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Reads what is asked of an authorization server. */
final class GrantRequest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GrantRequest() {}

    /** From a form or from JSON, as the request says. */
    static Map<String, String> parameters(ReceivedRequest request) {
        boolean isJson = request.header("content-type").orElse("").startsWith("application/json");
        return isJson ? json(request.bodyText()) : form(request.bodyText());
    }

    private static Map<String, String> json(String text) {
        try {
            Map<String, String> parameters = new HashMap<>();
            JSON.readTree(text)
                    .properties()
                    .forEach(entry ->
                            parameters.put(entry.getKey(), entry.getValue().asText()));
            return parameters;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    static Map<String, String> form(String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts.length == 2 ? URLDecoder.decode(parts[1], UTF_8) : "");
        }
        return parameters;
    }

    /** Whether a code is asked for by whoever it was made for. */
    static boolean matches(Map<String, String> link, Map<String, String> asked) {
        return same(link, asked, "client_id")
                && same(link, asked, "redirect_uri")
                && challenge(asked.getOrDefault("code_verifier", "")).equals(link.get("code_challenge"));
    }

    private static boolean same(Map<String, String> link, Map<String, String> asked, String name) {
        return link.containsKey(name) && link.get(name).equals(asked.get(name));
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
