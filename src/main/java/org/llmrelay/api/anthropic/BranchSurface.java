package org.llmrelay.api.anthropic;

import java.util.List;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.MethodGate;
import org.llmrelay.api.NotFoundServlet;
import org.llmrelay.api.Surface;

/** What callers of Anthropic's dialect find below a prefix that belongs to another service: messages and models. */
public final class BranchSurface implements Surface {
    private final String prefix;
    private final String name;
    private final Entrance entrance;
    private final ModelsResource models;
    private final DialectFailures failures;

    /**
     * @param prefix what the paths begin with, such as {@code /droid/claude}
     * @param failures in the form of the dialect
     */
    public BranchSurface(String prefix, Entrance entrance, ModelsResource models, DialectFailures failures) {
        this.prefix = prefix;
        this.name = prefix.substring(1).replace('/', '-');
        this.entrance = entrance;
        this.models = models;
        this.failures = failures;
    }

    @Override
    public List<Mount> servlets() {
        return List.of(new Mount(name + "-nothing", List.of(prefix + "/*"), new NotFoundServlet(entrance)));
    }

    @Override
    public List<RestMount> resources() {
        String messages = prefix + "/v1" + AnthropicSurface.MESSAGES;
        return List.of(
                RestMount.ofCalls(
                        name + "-calls",
                        List.of(messages, messages + "/"),
                        List.of(new MessagesResource(entrance), failures),
                        MethodGate.forCalls(entrance)),
                RestMount.of(
                        name + "-models",
                        List.of(prefix + "/v1/models/*"),
                        List.of(models, failures),
                        MethodGate.forReading(entrance)));
    }
}
