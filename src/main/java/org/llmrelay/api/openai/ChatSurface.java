package org.llmrelay.api.openai;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.MethodGate;
import org.llmrelay.api.Surface;

/** Chat Completions below one prefix, before accounts that speak otherwise: the endpoint itself, and the models where there is a list of its own. */
public final class ChatSurface implements Surface {
    private final String name;
    private final Doors doors;
    private final Entrance entrance;
    private final @Nullable ModelsResource models;
    private final DialectFailures failures;

    /**
     * @param prefix what the paths begin with, such as {@code /openai/claude}
     * @param models the list below the prefix, or null where something else lives there
     */
    public ChatSurface(String prefix, Entrance entrance, @Nullable ModelsResource models, DialectFailures failures) {
        this.name = "chat" + prefix.replace('/', '-');
        this.doors = new Doors(prefix);
        this.entrance = entrance;
        this.models = models;
        this.failures = failures;
    }

    @Override
    public List<RestMount> resources() {
        List<RestMount> mounts = new ArrayList<>();
        mounts.add(RestMount.ofCalls(
                name,
                doors.to("/chat/completions"),
                List.of(new ChatResource(entrance), failures),
                MethodGate.forCalls(entrance)));
        if (models != null) {
            mounts.add(RestMount.of(
                    name + "-models",
                    doors.allBelow("/models"),
                    List.of(models, failures),
                    MethodGate.forReading(entrance)));
        }
        return mounts;
    }
}
