package org.llmrelay.api.simulated;

import java.util.List;
import org.llmrelay.api.CallServlet;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.NotFoundServlet;
import org.llmrelay.api.Surface;
import org.llmrelay.call.Operation;

/** The simulated upstream on its paths; its base URL is {@code http://localhost:<port>/simulated/anthropic}. */
public final class SimulatedSurface implements Surface {
    private static final String ROOT = "/simulated/anthropic";
    private static final String MESSAGES = "/v1/messages";
    private static final String COUNT_TOKENS = "/v1/messages/count_tokens";

    private final Entrance entrance;

    /** {@code entrance} leads to a {@link SimulatedRelay}. */
    public SimulatedSurface(Entrance entrance) {
        this.entrance = entrance;
    }

    @Override
    public List<Mount> servlets() {
        return List.of(
                new Mount(
                        "simulated-messages",
                        List.of(ROOT + MESSAGES),
                        new CallServlet(entrance, Operation.GENERATE, MESSAGES)),
                new Mount(
                        "simulated-count",
                        List.of(ROOT + COUNT_TOKENS),
                        new CallServlet(entrance, Operation.COUNT_TOKENS, COUNT_TOKENS)),
                new Mount("simulated-models", List.of(ROOT + "/v1/models"), new SimulatedModelsServlet(entrance)),
                new Mount("simulated-nothing", List.of("/simulated/*"), new NotFoundServlet(entrance)));
    }
}
