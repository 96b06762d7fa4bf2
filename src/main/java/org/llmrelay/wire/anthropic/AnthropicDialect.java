package org.llmrelay.wire.anthropic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.llmrelay.call.Allowance;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Reading;
import org.llmrelay.wire.Rendering;
import org.llmrelay.wire.UsageMeter;

/** Anthropic's Messages. Thread-safe. */
public final class AnthropicDialect implements Dialect {
    private static final String PING = "ping";
    private static final ByteBuffer PING_EVENT = ByteBuffer.wrap(
                    "event: ping\ndata: {\"type\": \"ping\"}\n\n".getBytes(StandardCharsets.UTF_8))
            .asReadOnlyBuffer();

    @Override
    public String id() {
        return "anthropic";
    }

    @Override
    public Reading read(Operation operation, Call.Request request) {
        return RequestReader.read(operation, request.headers(), request.body());
    }

    @Override
    public String family(String model) {
        return Families.of(model);
    }

    @Override
    public UsageMeter meter() {
        return new AnthropicMeter();
    }

    @Override
    public boolean isMeaningful(SseEvent event) {
        return !event.name().equals(PING)
                && (!event.name().isEmpty() || event.data().hasRemaining());
    }

    @Override
    public Rendering render(RelayFailure failure, CallId id) {
        return AnthropicErrors.answer(failure, id);
    }

    @Override
    public ByteBuffer errorEvent(RelayFailure failure, CallId id) {
        return AnthropicErrors.event(failure, id);
    }

    @Override
    public Headers standing(List<Allowance> allowances) {
        Headers fields = Headers.NONE;
        for (Allowance allowance : allowances) {
            String name = "anthropic-ratelimit-" + allowance.kind().name().toLowerCase(Locale.ROOT);
            fields = fields.with(name + "-limit", Long.toString(allowance.limit()))
                    .with(name + "-remaining", Long.toString(allowance.remaining()));
            Instant resets = allowance.resets();
            if (resets != null) {
                fields = fields.with(
                        name + "-reset", resets.truncatedTo(ChronoUnit.SECONDS).toString());
            }
        }
        return fields;
    }

    @Override
    public ByteBuffer ping() {
        return PING_EVENT.duplicate();
    }
}
