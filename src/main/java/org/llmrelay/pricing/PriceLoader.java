package org.llmrelay.pricing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Body;

/** Loads prices when they have changed, checks them, and keeps a copy of the last good ones. Blocks; confined to one thread. */
final class PriceLoader {
    private static final Pattern CHECKSUM = Pattern.compile("(?is)\\s*([0-9a-f]{64})(?:\\s.*)?");

    private final PriceFetch fetch = new PriceFetch();
    private final PriceFetch checksums = new PriceFetch();
    private final Path copy;
    private @Nullable String digest;

    PriceLoader(Path copy) {
        this.copy = copy;
    }

    /** What the copy holds, or nothing where there is none of any use. */
    Optional<LiteLlmTable> kept() {
        if (!Files.exists(copy)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(copy);
            LiteLlmTable table = table(bytes);
            digest = digest(bytes);
            return Optional.of(table);
        } catch (IOException e) {
            // A copy that is no good is as good as none: it will be loaded anew.
            return Optional.empty();
        }
    }

    /** The SHA-256 of the last good list, in hexadecimal. */
    Optional<String> digest() {
        return Optional.ofNullable(digest);
    }

    /** The last good list, or nothing where the copy is gone. */
    Optional<byte[]> list() {
        try {
            byte[] bytes = Files.readAllBytes(copy);
            return digest(bytes).equals(digest) ? Optional.of(bytes) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Takes up a list that somebody else has loaded.
     *
     * @throws IOException when it cannot be kept, or holds no price at all
     */
    LiteLlmTable adopt(byte[] list) throws IOException {
        LiteLlmTable table = table(list);
        keep(list);
        digest = digest(list);
        return table;
    }

    /**
     * New prices, or nothing where they are those that are known.
     *
     * @throws IOException when they cannot be had, do not match their checksum, or hold no price at all
     */
    Optional<LiteLlmTable> load(String source, @Nullable String checksum) throws IOException {
        String expected = checksum == null ? null : expected(checksum);
        if (expected != null && expected.equals(digest)) {
            return Optional.empty();
        }
        Optional<PriceFetch.Fetched> fetched = fetch.fetch(source);
        return fetched.isEmpty() ? Optional.empty() : taken(fetched.get(), expected);
    }

    private Optional<LiteLlmTable> taken(PriceFetch.Fetched fetched, @Nullable String expected) throws IOException {
        String found = digest(fetched.body().array());
        if (expected != null && !expected.equals(found)) {
            throw new IOException("the checksum is another one");
        }
        if (found.equals(digest)) {
            fetch.confirm(fetched);
            return Optional.empty();
        }
        LiteLlmTable table = adopt(fetched.body().array());
        fetch.confirm(fetched);
        return Optional.of(table);
    }

    private String expected(String checksum) throws IOException {
        // Never confirmed, so that it is always sent.
        byte[] text = checksums
                .fetch(checksum)
                .map(PriceFetch.Fetched::body)
                .orElse(Body.EMPTY)
                .array();
        Matcher matcher = CHECKSUM.matcher(new String(text, StandardCharsets.UTF_8));
        if (!matcher.matches()) {
            throw new IOException("the checksum does not begin with 64 hexadecimal characters");
        }
        return matcher.group(1).toLowerCase(Locale.ROOT);
    }

    private static LiteLlmTable table(byte[] bytes) throws IOException {
        LiteLlmTable table = LiteLlmTable.read(bytes);
        if (table.prices().isEmpty()) {
            throw new IOException("no price in it");
        }
        return table;
    }

    private void keep(byte[] bytes) throws IOException {
        Path draft = copy.resolveSibling(copy.getFileName() + ".draft");
        Files.write(draft, bytes);
        Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
