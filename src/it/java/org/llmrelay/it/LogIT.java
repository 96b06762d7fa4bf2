package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.Behaviours;

/** What the server wrote to its log during all the tests before, with the relay at TRACE. */
@ExtendWith(ArquillianExtension.class)
@Order(Integer.MAX_VALUE)
class LogIT {
    private static final Path LOGS = Path.of("target", "server", "standalone", "log");

    /** How every JWT begins: a brace and a quotation mark in Base64. */
    private static final String TOKEN = "eyJ";

    private static final Duration REHEARSAL = Duration.ofSeconds(90);
    private static final Pattern DRAWN = Pattern.compile("drew \\d\\d+ pages for nobody in \\d+ ms, \\d failed");

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    /** All that lies in the server's folder for logs. */
    private static String log() throws IOException {
        StringBuilder all = new StringBuilder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(LOGS)) {
            for (Path file : files) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @Test
    void holdsNoSecretAndNoPrompt() throws Exception {
        Key key = world.key();
        world.account();
        RelayClient.send(Ask.message().at("/v1/messages?key=" + key.text())).isFine();
        RelayClient.send(Ask.message().with("x-api-key", Planted.credential()))
                .isNativeError(401, "authentication_error");
        RelayClient.send(Ask.message().key(key).saying("{" + Prompt.MARK)).isNativeError(400, "invalid_request_error");
        world.upstream().next(Behaviours.status(500, "api_error", Prompt.MARK));
        RelayClient.send(Ask.stream().key(key)).isNativeError(500, "api_error");
        RelayClient.send(Ask.message().key(key).saying(Prompt.of("x\\n2026 ERROR [forged]", "")));
        String call = world.booked(key, 3).path(0).path("id").asText();

        Patience.until("the log has caught up", () -> log().contains("call=" + call));

        Set<String> secrets = Planted.all();
        assertThat(secrets)
                .hasSizeGreaterThan(4)
                .contains(key.text(), Admin.PASSWORD, System.getenv("JWT_SECRET"), System.getenv("ENCRYPTION_KEY"));
        assertThat(log()).doesNotContain(secrets).doesNotContain(Prompt.MARK).doesNotContain(TOKEN);
        assertThat(log()).contains(" DEBUG [").doesNotContain("\n2026 ERROR", "ERROR [forged]");
    }

    @Test
    void saysWhichRuleOfAKeyRefused() {
        world.account();
        Key key = world.key(",\"rights\":{\"models\":{\"blocked\":[\"*sonnet*\"]}}");

        Reply refused = RelayClient.send(Ask.message().key(key)).isNativeError(403, "permission_error");

        String call = refused.header("request-id").replace("req_", "");
        String line = "call=" + call + " refused=key-lacks-model rule=\"models.blocked *sonnet*\"";
        Patience.until("the log has caught up", () -> log().contains(line));
    }

    /** Other tests may delete what a page is about to show, or take its store away. */
    @Test
    void saysThatThePagesWereRehearsed() {
        Patience.until(
                REHEARSAL, "the pages were drawn", () -> DRAWN.matcher(log()).find());
    }

    @Test
    void holdsNoFaultOfOurs() throws Exception {
        assertThat(log().lines().filter(line -> line.contains(" ERROR ")).toList())
                .isEmpty();
        assertThat(log()).doesNotContain("\tat org.llmrelay");
    }
}
