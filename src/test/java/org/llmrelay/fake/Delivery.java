package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a content gets onto the wire.
 *
 * @param preamble informational answers before the real one
 * @param untilClose the body has no framing: it ends with the connection
 * @param interval between two pieces
 */
record Delivery(List<String> preamble, boolean untilClose, Chunking chunking, Duration interval, List<Stop> stops) {

    static Delivery plain() {
        return new Delivery(List.of(), false, Chunking.asTheyCome(), Duration.ZERO, List.of());
    }

    Delivery after(String informational) {
        List<String> more = new ArrayList<>(preamble);
        more.add(informational);
        return new Delivery(List.copyOf(more), untilClose, chunking, interval, stops);
    }

    Delivery framedByClose() {
        return new Delivery(preamble, true, chunking, interval, stops);
    }

    Delivery in(Chunking other) {
        return new Delivery(preamble, untilClose, other, interval, stops);
    }

    Delivery every(Duration other) {
        return new Delivery(preamble, untilClose, chunking, other, stops);
    }

    Delivery with(Stop stop) {
        List<Stop> more = new ArrayList<>(stops);
        more.add(stop);
        return new Delivery(preamble, untilClose, chunking, interval, List.copyOf(more));
    }

    void deliver(Content content, Exchange exchange, Wire wire) throws IOException {
        Framing framing = Framing.of(content, untilClose);
        List<Stop> inBytes = stops.stream().map(stop -> stop.inBytesOf(content)).toList();
        StoppedWriter head = new StoppedWriter(exchange, wire, wire::raw, at(Stop.Place.HEAD_BYTES, inBytes));
        StoppedWriter body = new StoppedWriter(exchange, wire, wire::body, at(Stop.Place.BODY_BYTES, inBytes));
        head.boundary();
        for (String informational : preamble) {
            wire.text(informational);
            wire.flush();
        }
        head.write(headOf(content, framing));
        head.boundary();
        head.end();
        if (!exchange.request().method().equals("HEAD")) {
            deliverBody(content, framing, body, exchange, wire);
        }
    }

    private void deliverBody(Content content, Framing framing, StoppedWriter body, Exchange exchange, Wire wire)
            throws IOException {
        body.boundary();
        boolean first = true;
        for (byte[] piece : chunking.pieces(content.segments())) {
            exchange.pause(first ? Duration.ZERO : interval);
            first = false;
            deliverPiece(piece, framing, body, wire);
        }
        body.end();
        wire.text(framing.end());
        if (untilClose) {
            wire.finish();
        }
    }

    private static void deliverPiece(byte[] piece, Framing framing, StoppedWriter body, Wire wire) throws IOException {
        if (piece.length == 0) {
            // An empty chunk would end the body.
            return;
        }
        wire.text(framing.before(piece.length));
        body.write(piece);
        wire.text(framing.after());
        body.boundary();
    }

    private static List<Stop> at(Stop.Place place, List<Stop> stops) {
        return stops.stream().filter(stop -> stop.place() == place).toList();
    }

    private static byte[] headOf(Content content, Framing framing) {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 %d %s\r\n".formatted(content.status(), Phrases.of(content.status())));
        content.headers().forEach(header -> head.append(header).append("\r\n"));
        return head.append(framing.header()).append("\r\n\r\n").toString().getBytes(ISO_8859_1);
    }
}
