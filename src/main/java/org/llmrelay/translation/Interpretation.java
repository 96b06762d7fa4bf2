package org.llmrelay.translation;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Framing;
import org.llmrelay.wire.Interpreter;
import org.llmrelay.wire.UsageMeter;

/** Reads an upstream's answer on one side and writes it on the other. Confined to one answer. */
final class Interpretation implements Interpreter {
    private static final Set<String> OF_BODY = Set.of("content-type", "content-encoding", "content-length", "etag");
    private static final byte[] NOTHING = new byte[0];

    private final CallerSide caller;
    private final AnswerReader reader;
    private final Call call;
    private final AnswerWriter writer;
    private final UsageMeter meter;
    private boolean ended;

    Interpretation(Translation translation, Dialect upstream, Call call) {
        this.caller = translation.caller();
        this.reader = translation.upstream().reader();
        this.writer = call.facts().streamed() ? caller.stream(call) : caller.document(call);
        this.call = call;
        this.meter = upstream.meter();
    }

    @Override
    public Headers headers(Headers answer, Framing framing) {
        boolean events = !gathers() && framing != Framing.NONE;
        return answer.without(field -> OF_BODY.stream().anyMatch(field::isNamed))
                .with("content-type", events ? "text/event-stream; charset=utf-8" : "application/json");
    }

    @Override
    public boolean gathers() {
        return !call.facts().streamed();
    }

    @Override
    public byte[] event(SseEvent event) {
        if (ended) {
            return NOTHING;
        }
        meter.event(event);
        reader.event(event, writer);
        if (reader.isOver()) {
            finish(writer);
        }
        return writer.taken();
    }

    private void finish(AnswerWriter told) {
        ended = true;
        Stop stop = reader.stop();
        if (stop != null) {
            told.end(stop, new Spent(meter.usage(), reader.thoughtTokens()));
        }
    }

    @Override
    public byte @Nullable [] end() {
        if (!ended && !reader.isWhole()) {
            return null;
        }
        if (!ended) {
            finish(writer);
        }
        return writer.taken();
    }

    @Override
    public byte @Nullable [] document(byte[] answer) {
        AnswerWriter whole = caller.document(call);
        Optional<JsonNode> tree = Trees.read(answer);
        if (tree.isEmpty() || !reader.document(tree.get(), whole)) {
            return null;
        }
        meter.json(ByteBuffer.wrap(answer));
        finish(whole);
        return whole.taken();
    }

    /** All dialects say what is wrong in {@code error.message}. */
    @Override
    public byte[] error(int status, byte[] body) {
        JsonNode error = Trees.read(body).map(tree -> tree.path("error")).orElse(null);
        String message = error == null ? null : Trees.text(error, "message");
        return caller.error(status, message == null ? "The upstream refused the request" : message);
    }
}
