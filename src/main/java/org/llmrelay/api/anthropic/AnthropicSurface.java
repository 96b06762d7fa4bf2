package org.llmrelay.api.anthropic;

import java.util.ArrayList;
import java.util.List;
import org.llmrelay.api.CallServlet;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.MethodGate;
import org.llmrelay.api.NotFoundServlet;
import org.llmrelay.api.Surface;
import org.llmrelay.call.Operation;

/** Everything that callers of Anthropic's dialect find. */
public final class AnthropicSurface implements Surface {
    static final String MESSAGES = "/messages";

    private static final String COUNT_TOKENS = "/v1/messages/count_tokens";
    private static final List<String> FACTS = List.of("/v1/me", "/v1/usage", "/v1/key-info");

    private final Entrance entrance;
    private final ModelsResource models;
    private final KeyFactsResource facts;
    private final DialectFailures failures;
    private final Way way;

    /** Through what the calls come in; the other way is open at {@code /comparison/v1/messages}. */
    public enum Way {
        JERSEY,
        SERVLET
    }

    public AnthropicSurface(
            Entrance entrance, ModelsResource models, KeyFactsResource facts, DialectFailures failures, Way way) {
        this.entrance = entrance;
        this.models = models;
        this.facts = facts;
        this.failures = failures;
        this.way = way;
    }

    @Override
    public List<Mount> servlets() {
        List<String> generate = way == Way.SERVLET ? Doors.to("/v1/messages") : List.of("/comparison/v1/messages");
        List<String> count = way == Way.SERVLET ? Doors.to(COUNT_TOKENS) : List.of("/comparison" + COUNT_TOKENS);
        return List.of(
                new Mount(
                        "anthropic-messages", generate, new CallServlet(entrance, Operation.GENERATE, "/v1/messages")),
                new Mount("anthropic-count", count, new CallServlet(entrance, Operation.COUNT_TOKENS, COUNT_TOKENS)),
                new Mount("anthropic-hello", hello(), new HelloServlet(entrance)),
                new Mount("anthropic-nothing", List.of("/api/*", "/claude/*", "/v1/*"), new NotFoundServlet(entrance)));
    }

    @Override
    public List<RestMount> resources() {
        return List.of(
                RestMount.ofCalls(
                        "anthropic-calls",
                        calls(),
                        List.of(new MessagesResource(entrance), failures),
                        MethodGate.forCalls(entrance)),
                RestMount.of(
                        "anthropic-facts", facts(), List.of(models, facts, failures), MethodGate.forReading(entrance)));
    }

    private List<String> calls() {
        if (way == Way.SERVLET) {
            return List.of("/comparison/v1/messages", "/comparison" + COUNT_TOKENS);
        }
        List<String> paths = new ArrayList<>(Doors.to("/v1/messages"));
        paths.addAll(Doors.to(COUNT_TOKENS));
        return paths;
    }

    private static List<String> facts() {
        List<String> paths = new ArrayList<>(Doors.allBelow("/v1/models"));
        FACTS.forEach(path -> paths.addAll(Doors.to(path)));
        return paths;
    }

    /** Behind every base URL that a client may have been given. */
    private static List<String> hello() {
        return List.of("", "/api", "/api/", "/claude", "/claude/", "/api/hello", "/api/api/hello", "/claude/api/hello");
    }
}
