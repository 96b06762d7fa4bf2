package org.llmrelay.provider.azure;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.provider.BaseUrl;

/**
 * The addresses of one Azure resource. In its dated versions a deployment has addresses of its own, except for Responses; in the version {@code v1} there
 * are OpenAI's addresses, and the body's model is the deployment. Immutable.
 *
 * @param version as Azure names it
 */
record AzureAddress(BaseUrl url, String version) {
    private static final List<String> SURPLUS = List.of("/openai/v1", "/openai");
    private static final String RESPONSES = "/v1/responses";

    /** @throws IllegalArgumentException when {@code endpoint} is no usable URL */
    static AzureAddress of(String endpoint, String version) {
        return new AzureAddress(BaseUrl.of(endpoint, SURPLUS), version);
    }

    /** Whether the body has to name the deployment, because the address does not. */
    boolean isNamedInBody(String path) {
        return isUndated() || path.startsWith(RESPONSES);
    }

    /** The address of a path such as {@code /v1/chat/completions}, with the raw query that a caller sent. */
    URI resolve(String deployment, String path, @Nullable String query) {
        String endpoint = path.startsWith("/v1/") ? path.substring(3) : path;
        if (isUndated()) {
            return url.resolve("/openai/v1" + endpoint, version.equals("v1") ? query : versioned(query));
        }
        String place = path.startsWith(RESPONSES)
                ? "/openai"
                : "/openai/deployments/" + URLEncoder.encode(deployment, StandardCharsets.UTF_8);
        return url.resolve(place + endpoint, versioned(query));
    }

    private boolean isUndated() {
        return version.equals("v1") || version.equals("preview");
    }

    private String versioned(@Nullable String query) {
        String own = "api-version=" + version;
        return query == null ? own : own + "&" + query;
    }
}
