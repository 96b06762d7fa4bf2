package org.llmrelay.translation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Reading;

/**
 * A folder with an example: {@code asked.json} of a caller, what is {@code sent.json} to the upstream, what {@code came} of it and what the caller is
 * {@code told}.
 */
record Example(Path folder) {
    private static final Instant ARRIVED = Instant.ofEpochSecond(1_700_000_000);

    /** The folders that hold a file. */
    static Stream<Example> with(String file) {
        try {
            Path root = Path.of(
                    Objects.requireNonNull(Example.class.getResource("")).toURI());
            try (Stream<Path> all = Files.walk(root)) {
                return all
                        .filter(path -> path.getFileName().toString().equals(file))
                        .map(Path::getParent)
                        .sorted()
                        .map(Example::new)
                        .toList()
                        .stream();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bytes(String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    String text(String file) {
        return new String(bytes(file), UTF_8);
    }

    private String direction() {
        return folder.getName(folder.getNameCount() - 2).toString();
    }

    Dialect dialect() {
        return Directions.named(direction());
    }

    /** The call that a caller makes, as the entrance makes it. */
    Call call() {
        Call.Request came = new Call.Request("POST", path(), query(), Headers.NONE, Body.wrap(bytes("asked.json")));
        Reading reading = dialect().read(Operation.GENERATE, came);
        if (!(reading instanceof Reading.Readable readable)) {
            throw new AssertionError(reading);
        }
        return new Call(
                new CallId("c1"),
                dialect().spoken(),
                dialect().id(),
                "any",
                Operation.GENERATE,
                readable.request(came),
                readable.facts(),
                ARRIVED);
    }

    /** Where the dialect has the model in the path, a file says so. */
    private String path() {
        return Files.exists(folder.resolve("path")) ? text("path").strip() : "/v1/any";
    }

    private String query() {
        return "alt=sse";
    }

    @Override
    public String toString() {
        return direction() + "/" + folder.getFileName();
    }
}
