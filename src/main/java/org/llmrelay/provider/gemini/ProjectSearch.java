package org.llmrelay.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.llmrelay.call.Headers;
import org.llmrelay.provider.Errand;
import org.llmrelay.provider.oauth.Facts;
import org.llmrelay.provider.oauth.Json;
import org.llmrelay.secret.Secret;

/**
 * Finds the project that Code Assist charges an account to: it is told at once, or made when the account is enrolled in the tier that it is offered, which may
 * take some seconds. Finds nothing rather than failing. Confined to one sign-in.
 */
final class ProjectSearch {
    private static final int PAUSE_SECONDS = 2;
    private static final int MOST_QUESTIONS = 6;

    private final String api;
    private final Secret token;
    private final Errand errand;
    private final Executor later = CompletableFuture.delayedExecutor(PAUSE_SECONDS, TimeUnit.SECONDS);

    ProjectSearch(String api, Secret token, Errand errand) {
        this.api = api;
        this.token = token;
        this.errand = errand;
    }

    /** The facts {@code project} and {@code plan}, as far as they are told. */
    CompletableFuture<Map<String, String>> find() {
        return ask("loadCodeAssist", question()).thenCompose(this::found);
    }

    private CompletableFuture<Map<String, String>> found(JsonNode told) {
        JsonNode plan = told.path("currentTier").path("id");
        String project = projectIn(told.path("cloudaicompanionProject"));
        String tier = plan.isTextual() ? plan.asText() : offered(told);
        if (!project.isEmpty() || tier.isEmpty()) {
            return CompletableFuture.completedFuture(facts(project, tier));
        }
        return enrol(tier, 1).thenApply(made -> facts(made, tier));
    }

    private static String offered(JsonNode told) {
        for (JsonNode tier : told.path("allowedTiers")) {
            if (tier.path("isDefault").asBoolean()) {
                return tier.path("id").asText("");
            }
        }
        return told.path("allowedTiers").path(0).path("id").asText("");
    }

    private CompletableFuture<String> enrol(String tier, int question) {
        return ask("onboardUser", question().put("tierId", tier)).thenCompose(told -> {
            boolean mayWait = told.has("done") || told.has("name");
            if (told.path("done").asBoolean() || !mayWait || question == MOST_QUESTIONS) {
                return CompletableFuture.completedFuture(
                        projectIn(told.path("response").path("cloudaicompanionProject")));
            }
            return CompletableFuture.supplyAsync(() -> question + 1, later).thenCompose(next -> enrol(tier, next));
        });
    }

    /** A project is a text, or an object that has an id. */
    private static String projectIn(JsonNode project) {
        return project.isObject() ? project.path("id").asText("") : project.asText("");
    }

    private static ObjectNode question() {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        // What kind of program asks is left open: the relay is none of those that can be named.
        question.putObject("metadata");
        return question;
    }

    private CompletableFuture<JsonNode> ask(String method, ObjectNode question) {
        Headers headers = Headers.of("content-type", "application/json", "authorization", "Bearer " + token.reveal());
        return errand.post(api + "/v1internal:" + method, headers, question.toString())
                .thenApply(reply -> Json.read(reply.status() == 200 ? reply.text() : ""));
    }

    private static Map<String, String> facts(String project, String tier) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return new Facts()
                .add("project", nodes.textNode(project))
                .add("plan", nodes.textNode(tier))
                .all();
    }
}
