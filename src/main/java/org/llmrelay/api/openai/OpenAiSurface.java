package org.llmrelay.api.openai;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.Gate;
import org.llmrelay.api.MethodGate;
import org.llmrelay.api.NotFoundServlet;
import org.llmrelay.api.Surface;

/** Everything that callers of OpenAI's dialects find below one prefix. */
public final class OpenAiSurface implements Surface {
    private final String name;
    private final Doors doors;
    private final Entrances entrances;
    private final ModelsResource models;
    private final DialectFailures failures;

    /**
     * The ways in, one for each dialect.
     *
     * @param embeddings null where there are none
     */
    public record Entrances(
            Entrance responses, Entrance chat, @Nullable Entrance embeddings) {}

    /**
     * @param prefix what the paths begin with, such as {@code /openai}
     * @param failures in the form of the dialects
     */
    public OpenAiSurface(String prefix, Entrances entrances, ModelsResource models, DialectFailures failures) {
        this.name = prefix.substring(1).replace('/', '-');
        this.doors = new Doors(prefix);
        this.entrances = entrances;
        this.models = models;
        this.failures = failures;
    }

    @Override
    public List<Mount> servlets() {
        return List.of(new Mount(
                name + "-nothing", List.of(doors.prefix() + "/*"), new NotFoundServlet(entrances.responses())));
    }

    @Override
    public List<RestMount> resources() {
        Gate posts = MethodGate.forCalls(entrances.responses());
        List<String> responses = new ArrayList<>(doors.to("/responses"));
        responses.addAll(doors.to("/responses/compact"));
        List<RestMount> mounts = new ArrayList<>(List.of(
                calls(
                        "responses",
                        responses,
                        new ResponsesResource(entrances.responses()),
                        new SocketGate(entrances.responses(), posts)),
                calls("chat", doors.to("/chat/completions"), new ChatResource(entrances.chat()), posts),
                RestMount.of(
                        name + "-models",
                        doors.allBelow("/models"),
                        List.of(models, failures),
                        MethodGate.forReading(entrances.responses()))));
        Entrance embeddings = entrances.embeddings();
        if (embeddings != null) {
            mounts.add(calls("embeddings", doors.to("/embeddings"), new EmbeddingsResource(embeddings), posts));
        }
        return mounts;
    }

    private RestMount calls(String what, List<String> paths, Object resource, Gate gate) {
        return RestMount.ofCalls(name + "-" + what, paths, List.of(resource, failures), gate);
    }
}
