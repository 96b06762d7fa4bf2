package org.llmrelay.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrelay.ManualClock;

class PriceBookTest {
    private static final String FIVE =
            "{\"m\":{\"input_cost_per_token\":5e-06,\"output_cost_per_token\":1e-05},\"odd\":3}";
    private static final String SIX = FIVE.replace("5e-06", "6e-06");

    private final InMemoryPriceOverrides overrides = new InMemoryPriceOverrides();
    private final PricingNotes events = new PricingNotes();

    private final Path folder;

    PriceBookTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path file() {
        return folder.resolve("prices.json");
    }

    private Path copy() {
        return folder.resolve("copy.json");
    }

    private PriceBook book(@Nullable String source, @Nullable String checksum) {
        return new PriceBook(overrides, new PricesConfig(source, checksum, copy()), events, ManualClock.atNoon());
    }

    private PriceBook bookOfFile() {
        return book(file().toString(), null);
    }

    private static long input(PriceBook book) {
        return book.table()
                .find("m")
                .map(price -> price.standard().usual().input())
                .orElse(0L);
    }

    @Test
    void hasTheShippedPricesWhereNothingElseIsConfigured() {
        PriceBook book = book(null, null);

        book.refresh();

        assertThat(book.table().version()).isEqualTo(ShippedPrices.load().version());
        assertThat(events.notes).isEmpty();
    }

    @Test
    void loadsAFileAndLooksAtItAgain() throws Exception {
        Files.writeString(file(), FIVE);
        PriceBook book = bookOfFile();
        assertThat(input(book)).isZero();

        book.refresh();
        assertThat(input(book)).isEqualTo(5_000_000);
        book.refresh();
        Files.writeString(file(), SIX);
        book.refresh();

        assertThat(input(book)).isEqualTo(6_000_000);
        assertThat(book.table().find("claude-opus-5-5")).isPresent();
        assertThat(book.loaded().complaints()).hasSize(1);
        assertThat(events.notes).containsExactly("loaded 1, left out 1", "loaded 1, left out 1");
    }

    @Test
    void keepsTheLastGoodPricesAndWarnsOnceUntilItIsMended() throws Exception {
        Files.writeString(file(), FIVE);
        PriceBook book = bookOfFile();
        book.refresh();

        Files.writeString(file(), "{\"m\":{\"input_cost_per_token\":-1,\"output_cost_per_token\":1}}");
        book.refresh();
        Files.delete(file());
        book.refresh();
        assertThat(input(book)).isEqualTo(5_000_000);
        Files.writeString(file(), SIX);
        book.refresh();
        Files.writeString(file(), "<html>");
        book.refresh();

        assertThat(input(book)).isEqualTo(6_000_000);
        assertThat(events.notes)
                .containsExactly("loaded 1, left out 1", "not loaded", "loaded 1, left out 1", "not loaded");
    }

    @Test
    void startsWithTheCopyOfTheLastGoodPrices() throws Exception {
        Files.writeString(file(), FIVE);
        bookOfFile().refresh();
        Files.delete(file());

        PriceBook restarted = bookOfFile();

        assertThat(input(restarted)).isEqualTo(5_000_000);
        Files.writeString(copy(), "broken");
        assertThat(input(bookOfFile())).isZero();
        assertThat(input(book(null, null))).isZero();
    }

    @Test
    void takesNothingThatDoesNotMatchItsChecksum() throws Exception {
        Path checksum = folder.resolve("prices.sha256");
        Files.writeString(file(), FIVE);
        Files.writeString(checksum, sha256(FIVE) + "  prices.json\n");
        PriceBook book = book(file().toString(), checksum.toString());
        book.refresh();
        assertThat(input(book)).isEqualTo(5_000_000);

        Files.writeString(checksum, sha256(FIVE + "x"));
        Files.writeString(file(), SIX);
        book.refresh();
        assertThat(input(book)).isEqualTo(5_000_000);
        Files.writeString(checksum, sha256(SIX).toUpperCase(Locale.ROOT));
        book.refresh();

        assertThat(input(book)).isEqualTo(6_000_000);
        assertThat(events.notes).containsExactly("loaded 1, left out 1", "not loaded", "loaded 1, left out 1");
    }

    private static String sha256(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    @Test
    void putsTheOperatorsPricesOnTop() throws Exception {
        Files.writeString(file(), FIVE);
        PriceBook book = bookOfFile();
        book.refresh();
        String before = book.table().version();

        overrides.save(Price.of("m", "", new Rates(7, 7, 7, 7, 7, 7), PriceSource.OVERRIDE));
        assertThat(input(book)).isEqualTo(7);
        assertThat(book.table()).isSameAs(book.table());
        assertThat(book.table().version()).isNotEqualTo(before);
        overrides.delete("m");

        assertThat(input(book)).isEqualTo(5_000_000);
        assertThat(book.table().version()).isEqualTo(before);
    }

    @Test
    void asksAnAddressOnlyForWhatIsNew() throws Exception {
        List<Integer> answers = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/prices", exchange -> {
            boolean known = "\"v1\"".equals(exchange.getRequestHeaders().getFirst("if-none-match"));
            answers.add(known ? 304 : 200);
            exchange.getResponseHeaders().add("etag", "\"v1\"");
            if (known) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                byte[] body = FIVE.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        try {
            PriceBook book = book(address(server, "/prices"), null);

            book.refresh();
            book.refresh();

            assertThat(input(book)).isEqualTo(5_000_000);
            assertThat(answers).containsExactly(200, 304);
            assertThat(events.notes).containsExactly("loaded 1, left out 1");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void livesWithAnAddressThatAnswersNothingOfUse() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        try {
            PriceBook book = book(address(server, "/nowhere"), null);

            book.refresh();

            assertThat(book.table().find("claude-opus-5-5")).isPresent();
            assertThat(events.notes).containsExactly("not loaded");
        } finally {
            server.stop(0);
        }
    }

    private static String address(HttpServer server, String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }
}
