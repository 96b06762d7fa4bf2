package org.llmrelay.pricing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Body;

/** Reads what lies at a place: a file, or an http or https address. Blocks; confined to one thread. */
final class PriceFetch {
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://.*");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private @Nullable HttpClient client;
    private @Nullable String seen;

    /**
     * The bytes there, or nothing where the server says that they are those of the last {@link #confirm confirmed} fetch.
     *
     * @throws IOException when they cannot be read within half a minute or are more than 32 MiB
     */
    Optional<Fetched> fetch(String place) throws IOException {
        return ADDRESS.matcher(place).matches()
                ? download(place)
                : Optional.of(new Fetched(Body.wrap(file(place)), null));
    }

    /** What was there, and the server's word for this state of them, or null. */
    record Fetched(Body body, @Nullable String tag) {}

    /** What was fetched was of use: it need not be sent again. */
    void confirm(Fetched fetched) {
        seen = fetched.tag();
    }

    private static byte[] file(String place) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(place))) {
            return limited(in);
        } catch (NoSuchFileException e) {
            // Its message is the name, which may be an address that was mistyped, with a password in it.
            throw new IOException("no such file");
        } catch (InvalidPathException e) {
            throw new IOException("no name of a file");
        }
    }

    private Optional<Fetched> download(String place) throws IOException {
        HttpResponse<InputStream> response = within(client().sendAsync(request(place), BodyHandlers.ofInputStream()));
        try (InputStream body = response.body()) {
            if (response.statusCode() == 304) {
                return Optional.empty();
            }
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            byte[] bytes = within(CompletableFuture.supplyAsync(() -> unchecked(body)));
            return Optional.of(new Fetched(
                    Body.wrap(bytes), response.headers().firstValue("etag").orElse(null)));
        }
    }

    private HttpRequest request(String place) throws IOException {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(place)).timeout(PATIENCE);
            if (seen != null) {
                request.header("if-none-match", seen);
            }
            return request.build();
        } catch (IllegalArgumentException e) {
            throw new IOException("no address", e);
        }
    }

    private HttpClient client() {
        HttpClient current = client;
        if (current == null) {
            current = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
            client = current;
        }
        return current;
    }

    /** The client's own time-out ends with the head of the answer. */
    private static <T> T within(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new IOException("no answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static byte[] unchecked(InputStream in) {
        try {
            return limited(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] limited(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("more than " + MOST_BYTES + " bytes");
        }
        return bytes;
    }
}
