package org.llmrelay.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A Lua script that lies beside this class: called by its digest, and sent whole where Redis does not know it. Immutable. */
final class Script {
    private final String source;
    private final String digest;

    private Script(String source) {
        this.source = source;
        this.digest = sha1(source);
    }

    /** {@code name}: the file's name without {@code .lua}. */
    static Script named(String name) {
        try (InputStream file = Script.class.getResourceAsStream(name + ".lua")) {
            if (file == null) {
                throw new IllegalArgumentException("script: " + name + " (expected: a .lua file in this package)");
            }
            return new Script(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Command<Object> with(List<String> keys, List<String> args) {
        // EVAL runs the script and keeps it for the next EVALSHA, which a SCRIPT LOAD would need another round trip
        // for.
        return new Command<>(Redis.COMMANDS.evalsha(digest, keys, args), () -> Redis.COMMANDS.eval(source, keys, args));
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every JDK", e);
        }
    }
}
