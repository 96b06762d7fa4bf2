package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the configured listener lets in, byte by byte. */
@ExtendWith(ArquillianExtension.class)
class ListenerIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /health HTTP/1.1\r\nHost: relay\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
                "POST /health HTTP/1.1\r\nHost: relay\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /health HTTP/1.1\r\nHost: relay\r\nContent-Length: -4\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost : relay\r\n\r\n",
                "GET /health HTTP/1.1\r\n\r\n",
                "NONSENSE\r\n\r\n"
            })
    void refusesWhatTwoServersCouldReadDifferently(String request) throws IOException {
        assertThat(answerTo(request)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void refusesAHeadThatIsTooLarge() throws IOException {
        String request = "GET /health HTTP/1.1\r\nHost: relay\r\nX-Bomb: " + "x".repeat(70_000) + "\r\n\r\n";

        assertThat(answerTo(request)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void refusesTooManyHeaderFields() throws IOException {
        String request = "GET /health HTTP/1.1\r\nHost: relay\r\n" + "X-Bomb: x\r\n".repeat(200) + "\r\n";

        assertThat(answerTo(request)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void doesNotTellWhatServesIt() throws IOException {
        String answer = answerTo("GET /no/such/page HTTP/1.1\r\nHost: relay\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 404 ")
                .doesNotContainIgnoringCase("wildfly", "undertow", "x-powered-by", "\nserver:");
    }

    private static String answerTo(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RelayWar.PORT)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
