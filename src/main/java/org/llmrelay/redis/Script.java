package org.llmrelay.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol;

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
        return new Script(read(name));
    }

    /** One that reads or writes meters: what it needs for that stands before it. */
    static Script ofMeters(String name) {
        return new Script(read("meters") + read(name));
    }

    private static String read(String name) {
        try (InputStream file = Script.class.getResourceAsStream(name + ".lua")) {
            if (file == null) {
                throw new IllegalArgumentException("script: " + name + " (expected: a .lua file in this package)");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code args}: texts and bytes. */
    Command<Object> with(List<String> keys, List<?> args) {
        // EVAL runs the script and keeps it for the next EVALSHA, which a SCRIPT LOAD would need another round trip
        // for.
        return new Command<>(
                command(Protocol.Command.EVALSHA, digest, keys, args),
                () -> command(Protocol.Command.EVAL, source, keys, args));
    }

    private static CommandObject<Object> command(
            Protocol.Command command, String script, List<String> keys, List<?> args) {
        CommandArguments arguments = new CommandArguments(command).add(script).add(keys.size());
        keys.forEach(arguments::key);
        return new CommandObject<>(arguments.addObjects(args), BuilderFactory.AGGRESSIVE_ENCODED_OBJECT);
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
