package org.llmrelay.api.openai;

import java.util.List;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.MethodGate;
import org.llmrelay.api.Surface;

/** Responses below one prefix, before accounts that speak otherwise: the endpoint itself, over HTTP and sockets, and the models. */
public final class ResponsesSurface implements Surface {
    private final String name;
    private final Doors doors;
    private final Entrance entrance;
    private final ModelsResource models;
    private final DialectFailures failures;

    /** @param prefix what the paths begin with, such as {@code /openai/chat} */
    public ResponsesSurface(String prefix, Entrance entrance, ModelsResource models, DialectFailures failures) {
        this.name = "responses" + prefix.replace('/', '-');
        this.doors = new Doors(prefix);
        this.entrance = entrance;
        this.models = models;
        this.failures = failures;
    }

    @Override
    public List<RestMount> resources() {
        return List.of(
                RestMount.ofCalls(
                        name,
                        doors.to("/responses"),
                        List.of(new ResponsesResource(entrance), failures),
                        new SocketGate(entrance, MethodGate.forCalls(entrance))),
                RestMount.of(
                        name + "-models",
                        doors.allBelow("/models"),
                        List.of(models, failures),
                        MethodGate.forReading(entrance)));
    }
}
