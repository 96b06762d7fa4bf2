package org.llmrelay.moving;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.secret.Secret;
import redis.clients.jedis.Jedis;

/** Another relay that people move away from: its records in its own layout, sealed and hashed as it does. Not thread-safe. */
public final class OtherRelay implements OtherStore.Finder {
    /** Its encryption key. */
    public static final String ENCRYPTION_KEY = "an-encryption-key-of-the-old-one";

    /** Where it lies as long as it lies in memory. */
    public static final String URL = "redis://:a-redis-password@old.example:6379/0";

    private final Map<String, Map<String, String>> hashes = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Set<String>> sets = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();

    /** A key with its text. {@code more}: names and values of further fields. */
    public OtherRelay key(String id, String text, String... more) {
        Map<String, String> fields = new LinkedHashMap<>(Map.of(
                "id",
                id,
                "name",
                "Key " + id,
                "apiKey",
                hash(text),
                "isActive",
                "true",
                "tokenLimit",
                "0",
                "createdAt",
                "2025-11-03T10:20:30.123Z"));
        hash("apikey:" + id, with(fields, more));
        hashes.computeIfAbsent("apikey:hash_map", none -> new HashMap<>()).put(hash(text), id);
        sets.computeIfAbsent("apikey:idx:all", none -> new TreeSet<>()).add(id);
        return this;
    }

    /** An account under a prefix such as {@code claude:account:}. */
    public OtherRelay account(String prefix, String id, String... more) {
        Map<String, String> fields = new LinkedHashMap<>(Map.of(
                "id", id,
                "name", "Account " + id,
                "isActive", "true",
                "schedulable", "true",
                "accountType", "shared",
                "createdAt", "2025-11-02T10:20:30.123Z"));
        hash(prefix + id, with(fields, more));
        sets.computeIfAbsent(prefix + "index", none -> new TreeSet<>()).add(id);
        return this;
    }

    public OtherRelay group(String id, String name, String... members) {
        hash("account_group:" + id, with(new LinkedHashMap<>(), "id", id, "name", name, "platform", "claude"));
        sets.put("account_group_members:" + id, new TreeSet<>(List.of(members)));
        return this;
    }

    /** A string under any name. */
    public OtherRelay text(String key, String text) {
        texts.put(key, text);
        return this;
    }

    private OtherRelay hash(String key, Map<String, String> fields) {
        hashes.put(key, fields);
        return this;
    }

    private static Map<String, String> with(Map<String, String> fields, String... more) {
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return fields;
    }

    /** As it hashes a key's text. */
    public static String hash(String text) {
        try {
            byte[] both = (text + ENCRYPTION_KEY).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(both));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As it seals a secret with the salt of a sort of account. */
    public static String sealed(String text, String salt) {
        byte[] iv = new byte[16];
        iv[3] = (byte) text.length();
        return HexFormat.of().formatHex(iv) + ":" + HexFormat.of().formatHex(encrypted(text, salt, iv));
    }

    private static byte[] encrypted(String text, String salt, byte[] iv) {
        try {
            byte[] key = new Scrypt(16_384, 8, 1)
                    .derive(Secret.of(ENCRYPTION_KEY), salt.getBytes(StandardCharsets.UTF_8), 32);
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes all of it into a Redis of its own. */
    public void moveInto(Jedis jedis) {
        hashes.forEach(jedis::hset);
        texts.forEach(jedis::set);
        sets.forEach((key, members) -> jedis.sadd(key, members.toArray(String[]::new)));
    }

    /** The URLs that it was asked for at. */
    List<String> asked() {
        return asked;
    }

    @Override
    public OtherStore open(Secret url) {
        asked.add(url.reveal());
        if (!url.equals(Secret.of(URL))) {
            throw new StoreUnavailableException("nobody there", new IllegalStateException());
        }
        return new InMemory();
    }

    /** The same records as their Redis would give them. */
    OtherStore store() {
        return new InMemory();
    }

    private final class InMemory implements OtherStore {
        @Override
        public Set<String> keys(String prefix) {
            Set<String> all = new TreeSet<>(hashes.keySet());
            all.addAll(texts.keySet());
            all.addAll(sets.keySet());
            return all.stream().filter(key -> key.startsWith(prefix)).collect(Collectors.toSet());
        }

        @Override
        public Map<String, String> hash(String key) {
            return hashes.getOrDefault(key, Map.of());
        }

        @Override
        public Optional<String> text(String key) {
            return Optional.ofNullable(texts.get(key));
        }

        @Override
        public Set<String> members(String key) {
            return sets.getOrDefault(key, Set.of());
        }

        @Override
        public boolean exists(String key) {
            return keys(key).contains(key);
        }

        @Override
        public void close() {}
    }
}
