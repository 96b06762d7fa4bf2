package org.llmrelay.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.server.session.SessionCookieConfig;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedSessionConfigTest {
    private static final String FORWARDED = "x-forwarded-proto";

    private final GuardedSessionConfig config =
            new GuardedSessionConfig(new SessionCookieConfig().setCookieName("relay_page"));
    private final Undertow server = Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(exchange -> config.setSessionId(exchange, "a-session"))
            .build();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private String cookie(String... headers) throws Exception {
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        List<String> cookies = HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .headers()
                .allValues("set-cookie");
        assertThat(cookies).hasSize(1);
        return cookies.get(0);
    }

    @Test
    void keepsTheCookieFromScriptsAndOtherSites() throws Exception {
        assertThat(cookie())
                .startsWith("relay_page=a-session")
                .contains("HttpOnly", "SameSite=Lax")
                .doesNotContainIgnoringCase("secure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "HTTPS", "https, http"})
    void keepsItFromPlainConnectionsBehindTls(String forwarded) throws Exception {
        assertThat(cookie(FORWARDED, forwarded)).containsIgnoringCase("; secure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "http, https", "nonsense"})
    void sendsItOverPlainConnectionsWhereThereIsNoTls(String forwarded) throws Exception {
        assertThat(cookie(FORWARDED, forwarded)).doesNotContainIgnoringCase("secure");
    }
}
