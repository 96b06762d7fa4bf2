package org.llmrelay.redis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.llmrelay.claim.Claims;
import org.llmrelay.pricing.SharedPrices;

/** Loaded lists of prices in Redis: a hash a source with the list, compressed, and its digest. It goes away when nobody has loaded that source for a month. Thread-safe. */
final class RedisSharedPrices implements SharedPrices {
    private static final String DIGEST = "digest";
    private static final String LIST = "list";
    private static final Duration KEPT = Duration.ofDays(30);

    private final Redis redis;
    private final Claims claims;

    RedisSharedPrices(Redis redis, Claims claims) {
        this.redis = redis;
        this.claims = claims;
    }

    @Override
    public boolean take(String source, Duration lasting) {
        boolean taken = claims.take("prices-" + id(source), lasting);
        if (taken) {
            redis.ask(client -> client.pexpire(RedisKeys.loadedPrices(id(source)), KEPT.toMillis()));
        }
        return taken;
    }

    @Override
    public Optional<String> digest(String source) {
        return Optional.ofNullable(redis.ask(client -> client.hget(RedisKeys.loadedPrices(id(source)), DIGEST)));
    }

    @Override
    public Optional<byte[]> list(String source) {
        return Optional.ofNullable(redis.ask(client -> client.hget(RedisKeys.loadedPrices(id(source)), LIST)))
                .map(RedisSharedPrices::unpacked);
    }

    @Override
    public void share(String source, String digest, byte[] list) {
        String place = RedisKeys.loadedPrices(id(source));
        redis.runAll(List.of(
                Command.plain(Redis.COMMANDS.hset(place, Map.of(DIGEST, digest, LIST, packed(list)))),
                Command.plain(Redis.COMMANDS.pexpire(place, KEPT.toMillis()))));
    }

    /** An address may hold a password. */
    private static String id(String source) {
        return UUID.nameUUIDFromBytes(source.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String packed(byte[] list) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new String(Base64.getEncoder().encode(bytes.toByteArray()), StandardCharsets.ISO_8859_1);
    }

    private static byte[] unpacked(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
