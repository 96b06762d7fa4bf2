package org.llmrelay.provider.openai;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.provider.BaseUrl;

/**
 * Where an API lives, in the way that OpenAI's clients are told it: the version belongs to the base URL, and not everybody has one. Where there is no path
 * at all, the version is added. Immutable.
 */
public final class ApiAddress {
    private static final String VERSION = "/v1";
    private static final List<String> SURPLUS = List.of("/chat/completions", "/responses", "/embeddings", "/models");

    private final BaseUrl url;

    private ApiAddress(BaseUrl url) {
        this.url = url;
    }

    /** @throws IllegalArgumentException when it is no usable URL */
    public static ApiAddress of(String text) {
        return new ApiAddress(BaseUrl.of(text, SURPLUS));
    }

    /** The address of a path such as {@code /v1/responses}, with the raw query that a caller sent. */
    public URI resolve(String path, @Nullable String query) {
        String endpoint = path.startsWith(VERSION + "/") ? path.substring(VERSION.length()) : path;
        return url.resolve(url.path().isEmpty() ? VERSION + endpoint : endpoint, query);
    }
}
