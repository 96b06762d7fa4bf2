package org.llmrelay.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HttpFramingTest {

    private static final String SIZED = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nhel\r\n2;ext=1\r\nlo\r\n0\r\nTrailer: x\r\n\r\n";
    private static final String EMPTY = "GET /b HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void findsMessagesThatArriveTogether() throws IOException {
        Seen seen = new Seen();

        feed(seen, SIZED + CHUNKED + EMPTY + SIZED, Integer.MAX_VALUE);

        assertThat(seen.messages)
                .containsExactly(
                        "POST /a HTTP/1.1 hello",
                        "HTTP/1.1 200 OK hello",
                        "GET /b HTTP/1.1 ",
                        "POST /a HTTP/1.1 hello");
    }

    @Test
    void findsMessagesThatArriveByteByByte() throws IOException {
        Seen seen = new Seen();

        feed(seen, SIZED + CHUNKED + EMPTY + CHUNKED, 1);

        assertThat(seen.messages)
                .containsExactly(
                        "POST /a HTTP/1.1 hello", "HTTP/1.1 200 OK hello", "GET /b HTTP/1.1 ", "HTTP/1.1 200 OK hello");
    }

    private static void feed(Seen seen, String text, int most) throws IOException {
        HttpFraming framing = new HttpFraming(seen);
        byte[] bytes = text.getBytes(US_ASCII);
        for (int at = 0; at < bytes.length; at += Math.min(most, bytes.length)) {
            framing.feed(bytes, at, (int) Math.min(bytes.length, (long) at + most));
        }
    }

    private static final class Seen implements HttpFraming.Sink {

        private final List<String> messages = new ArrayList<>();
        private final StringBuilder current = new StringBuilder();

        @Override
        public void head(HttpHead head) {
            current.append(head).append(' ');
        }

        @Override
        public void body(byte[] bytes, int from, int length) {
            current.append(new String(bytes, from, length, US_ASCII));
        }

        @Override
        public void end() {
            messages.add(current.toString());
            current.setLength(0);
        }
    }
}
