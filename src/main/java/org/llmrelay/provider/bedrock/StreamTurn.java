package org.llmrelay.provider.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.llmrelay.provider.BodyTurn;
import org.llmrelay.provider.bedrock.Frames.Frame;

/** Turns Bedrock's event stream into the server-sent events that it wraps: each message holds one of them. Confined to one stream. */
final class StreamTurn implements BodyTurn {
    /** What AWS allows a message at most would be 24 MiB; events of a model are smaller by far. */
    private static final int MOST_BYTES = 4 << 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Frames frames = new Frames(MOST_BYTES);

    @Override
    public boolean take(ByteBuffer bytes, Consumer<byte[]> turned) {
        boolean[] readable = {true};
        ByteArrayOutputStream events = new ByteArrayOutputStream(bytes.remaining());
        boolean framed = frames.feed(bytes, frame -> readable[0] &= add(frame, events));
        // What is whole goes out in one piece, even before what is not.
        if (events.size() > 0) {
            turned.accept(events.toByteArray());
        }
        return framed && readable[0];
    }

    @Override
    public boolean end(Consumer<byte[]> turned) {
        return frames.atBoundary();
    }

    private static boolean add(Frame frame, ByteArrayOutputStream events) {
        String kind = frame.headers().getOrDefault(":message-type", "event");
        if (kind.equals("event")) {
            return !"chunk".equals(frame.headers().get(":event-type")) || addChunk(frame, events);
        }
        String type = frame.headers().getOrDefault(kind.equals("exception") ? ":exception-type" : ":error-code", "");
        String told = frame.headers().getOrDefault(":error-message", "");
        events.writeBytes(AwsError.event(type, told.isEmpty() ? AwsError.message(bytes(frame.payload())) : told));
        return true;
    }

    private static boolean addChunk(Frame frame, ByteArrayOutputStream events) {
        byte[] event = unwrapped(frame.payload());
        String type = event == null ? null : type(event);
        if (event == null || type == null) {
            return false;
        }
        events.writeBytes(("event: " + type + "\ndata: ").getBytes(UTF_8));
        for (byte b : event) {
            // Between members there may be new lines; within texts there are none.
            events.write(b == '\n' || b == '\r' ? ' ' : b);
        }
        events.write('\n');
        events.write('\n');
        return true;
    }

    private static byte @Nullable [] unwrapped(ByteBuffer payload) {
        try {
            String encoded = JSON.readTree(bytes(payload)).path("bytes").asText();
            return Base64.getDecoder().decode(encoded);
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String type(byte[] event) {
        try {
            JsonNode type = JSON.readTree(event).path("type");
            boolean isName = type.isTextual() && type.asText().matches("[a-z_]{1,64}");
            return isName ? type.asText() : null;
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("an array of bytes has no input or output", e);
        }
    }

    private static byte[] bytes(ByteBuffer payload) {
        byte[] copy = new byte[payload.remaining()];
        payload.duplicate().get(copy);
        return copy;
    }
}
