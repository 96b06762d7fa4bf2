package org.llmrelay.api.simulated;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.llmrelay.api.Relay;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.failure.Refusal;
import org.llmrelay.secret.Secret;
import org.llmrelay.stream.CallerSink;
import org.llmrelay.stream.Outflow;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Rendering;

/** Answers calls instead of relaying them. Any key will do, but there must be one. */
public final class SimulatedRelay implements Relay {
    private static final int THINKING_MILLIS = 300;

    private final Dialect dialect;
    private final ScheduledExecutorService timer;

    public SimulatedRelay(Dialect dialect, ScheduledExecutorService timer) {
        this.dialect = dialect;
        this.timer = timer;
    }

    @Override
    public void relay(Call call, @Nullable Secret presented, CallerSink sink) {
        Outflow out = new Outflow(sink);
        if (presented == null) {
            answer(out, sink, dialect.render(new Refusal.MissingKey(), call.id()));
            return;
        }
        SimulatedAnswer answer = new SimulatedAnswer(call);
        Headers headers = Headers.of("request-id", "req_sim_" + call.id());
        if (call.operation() == Operation.COUNT_TOKENS) {
            answer(out, sink, Rendering.json(200, headers, answer.count()));
        } else if (call.facts().streamed()) {
            stream(out, sink, headers.with("content-type", "text/event-stream"), answer.events());
        } else {
            Rendering document = Rendering.json(200, headers, answer.document());
            var unused = timer.schedule(() -> answer(out, sink, document), THINKING_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void stream(Outflow out, CallerSink sink, Headers headers, List<String> events) {
        SimulatedStream stream = new SimulatedStream(out, events, timer);
        sink.listen(stream);
        out.head(200, headers);
        stream.next();
    }

    private static void answer(Outflow out, CallerSink sink, Rendering rendering) {
        sink.listen(new CallerSink.Listener() {
            @Override
            public void writable() {
                out.drain();
            }

            @Override
            public void gone() {
                out.stop();
            }
        });
        out.answer(rendering, () -> {});
    }
}
