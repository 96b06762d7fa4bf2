package org.llmrelay.api.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Call;
import org.llmrelay.wire.JsonMembers;

/** How Azure addresses what OpenAI offers: the version stands in the query, and the path may name a deployment, which is what OpenAI's requests call the model. */
public final class AzureAddress {
    static final String DEPLOYMENTS = "/openai/deployments";

    private static final Set<String> ENDPOINTS = Set.of("chat/completions", "embeddings", "responses");
    private static final Pattern DEPLOYMENT = Pattern.compile(".*" + DEPLOYMENTS + "/([^/]+)/(.+?)/?");
    private static final String VERSION = "api-version";

    private AzureAddress() {}

    /** The endpoint of a deployment's path, such as {@code embeddings}; nothing where none lives there. */
    static Optional<String> endpoint(String path) {
        Matcher deployment = DEPLOYMENT.matcher(path);
        return deployment.matches() && ENDPOINTS.contains(deployment.group(2))
                ? Optional.of(deployment.group(2))
                : Optional.empty();
    }

    /** The request as OpenAI would be asked. */
    public static Call.Request plain(Call.Request asked) {
        String query = withoutVersion(asked.query());
        Matcher deployment = DEPLOYMENT.matcher(asked.path());
        if (!deployment.matches()) {
            return new Call.Request(asked.method(), asked.path(), query, asked.headers(), asked.body());
        }
        String model = URLDecoder.decode(deployment.group(1).replace("+", "%2B"), UTF_8);
        return new Call.Request(
                asked.method(),
                "/v1/" + deployment.group(2),
                query,
                asked.headers(),
                JsonMembers.of(asked.body())
                        .with("model", JsonMembers.literal(model))
                        .body());
    }

    private static @Nullable String withoutVersion(@Nullable String query) {
        if (query == null) {
            return null;
        }
        String rest = Arrays.stream(query.split("&", -1))
                .filter(part -> !part.equals(VERSION) && !part.startsWith(VERSION + "="))
                .collect(Collectors.joining("&"));
        return rest.isEmpty() ? null : rest;
    }
}
