package org.llmrelay.upstream.hc5;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.route.Proxy.Login;
import org.llmrelay.secret.Secret;

/** What is said to proxies, byte for byte. */
class DialogueTest {
    private static final HttpHost TARGET = new HttpHost("https", "api.example", 443);
    private static final Login LOGIN = new Login("me", Secret.of("a:b/@%ö"));

    private static String text(ByteBuffer bytes) {
        return ISO_8859_1.decode(bytes).toString();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    private static List<String> oneByOne(String text) {
        return text.chars().mapToObj(Character::toString).toList();
    }

    private static String said(Dialogue dialogue, String heard) throws ProxyException {
        return text(dialogue.reply(bytes(heard)));
    }

    private static FailureKind faultAfter(Dialogue dialogue, String... heard) {
        try {
            for (String each : heard) {
                dialogue.reply(bytes(each));
            }
        } catch (ProxyException e) {
            assertThat(e).hasMessageNotContaining("a:b").hasNoCause();
            return e.fault().kind();
        }
        throw new AssertionError("no fault");
    }

    @Test
    void connectNamesTheTargetAndShowsTheLogin() {
        String pair = Base64.getEncoder().encodeToString("me:a:b/@%ö".getBytes(UTF_8));

        assertThat(text(new ConnectDialogue(TARGET, LOGIN).opening()))
                .isEqualTo("CONNECT api.example:443 HTTP/1.1\r\nHost: api.example:443\r\nProxy-Authorization: Basic "
                        + pair + "\r\n\r\n");
        assertThat(text(new ConnectDialogue(new HttpHost("https", "2a00::1", 8443), null).opening()))
                .isEqualTo("CONNECT [2a00::1]:8443 HTTP/1.1\r\nHost: [2a00::1]:8443\r\n\r\n");
    }

    @Test
    void connectTakesAnAnswerByteByByte() throws ProxyException {
        ConnectDialogue dialogue = new ConnectDialogue(TARGET, null);
        String answer = "HTTP/1.1 200\r\nVia: 1.1 somebody\r\n\r\n";

        for (String each : oneByOne(answer)) {
            assertThat(dialogue.isOpen()).isFalse();
            assertThat(said(dialogue, each)).isEmpty();
        }

        assertThat(dialogue.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/2 200 OK\r\n\r\n", "\r\n\r\n", "HTTP/1.1 2000\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\nmore"})
    void connectTakesNothingElseForAnOpenWay(String answer) {
        assertThat(faultAfter(new ConnectDialogue(TARGET, null), answer)).isEqualTo(FailureKind.UPSTREAM_PROXY_REFUSED);
    }

    @Test
    void connectDoesNotReadForEver() {
        assertThat(faultAfter(new ConnectDialogue(TARGET, null), "HTTP/1.1 200 OK\r\n", "x".repeat(20_000)))
                .isEqualTo(FailureKind.UPSTREAM_PROXY_REFUSED);
    }

    @Test
    void socksSendsTheNameAsItIs() throws ProxyException {
        SocksDialogue dialogue = new SocksDialogue(TARGET, null);

        assertThat(text(dialogue.opening())).isEqualTo("\5\1\0");
        assertThat(said(dialogue, "\5\0")).isEqualTo("\5\1\0\3\13api.example\1\273");
        assertThat(said(dialogue, "\5\0\0\1\0\0\0\0\0\0")).isEmpty();
        assertThat(dialogue.isOpen()).isTrue();
    }

    @Test
    void socksLogsInWhereItIsAskedTo() throws ProxyException {
        SocksDialogue dialogue = new SocksDialogue(TARGET, LOGIN);

        assertThat(text(dialogue.opening())).isEqualTo("\5\2\0\2");
        assertThat(said(dialogue, "\5\2")).isEqualTo("\1\2me\10" + text(ByteBuffer.wrap("a:b/@%ö".getBytes(UTF_8))));
        assertThat(said(dialogue, "\1\0")).isEqualTo("\5\1\0\3\13api.example\1\273");
    }

    @Test
    void socksSendsLiteralAddressesAsBytes() throws ProxyException {
        SocksDialogue four = new SocksDialogue(new HttpHost("http", "192.0.2.1", 80), null);
        SocksDialogue six = new SocksDialogue(new HttpHost("http", "2a00::1", 80), null);

        assertThat(said(four, "\5\0")).isEqualTo("\5\1\0\1\300\0\2\1\0\120");
        assertThat(said(six, "\5\0")).isEqualTo("\5\1\0\4\52\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\120");
    }

    @Test
    void socksTakesAnswersByteByByteWhateverAddressTheyHold() throws ProxyException {
        for (String bound : new String[] {"\1abcd", "\3\5abcde", "\4abcdefghijklmnop"}) {
            SocksDialogue dialogue = new SocksDialogue(TARGET, null);
            for (String each : oneByOne("\5\0" + "\5\0\0" + bound + "\4\70")) {
                assertThat(dialogue.isOpen()).isFalse();
                dialogue.reply(bytes(each));
            }
            assertThat(dialogue.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, no reason given",
        "2, not allowed by its rules",
        "5, connection refused",
        "8, kind of address",
        "9, unknown reason",
        "200, unknown reason"
    })
    void socksRefusalsHaveTheirReason(int code, String reason) throws ProxyException {
        SocksDialogue dialogue = new SocksDialogue(TARGET, null);
        dialogue.reply(bytes("\5\0"));

        assertThatThrownBy(() -> dialogue.reply(bytes("\5" + (char) code)))
                .hasMessageContaining("refused with " + code + ", " + reason);
    }

    @Test
    void socksLoginsThatAreRefusedAreSuch() {
        assertThat(faultAfter(new SocksDialogue(TARGET, LOGIN), "\5\2", "\1\1"))
                .isEqualTo(FailureKind.UPSTREAM_PROXY_UNAUTHORIZED);
        assertThat(faultAfter(new SocksDialogue(TARGET, null), "\5\377"))
                .isEqualTo(FailureKind.UPSTREAM_PROXY_UNAUTHORIZED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\4\0", "HTTP/1.1 400 Bad Request\r\n\r\n", "\5\1", "\5\2", "\5\0\5"})
    void whatIsNoSocksIsRefused(String heard) {
        assertThat(faultAfter(new SocksDialogue(TARGET, null), heard)).isEqualTo(FailureKind.UPSTREAM_PROXY_REFUSED);
    }
}
