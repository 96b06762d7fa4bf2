package org.llmrelay.moving;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.llmrelay.secret.Secret;

/**
 * Opens what the other relay has sealed: AES-256-CBC under a key that scrypt makes of its encryption key and a salt for each sort of account. Nothing
 * there proves that a text was opened rightly, so what is no text is taken for a wrong key. Confined to one import.
 */
final class OtherSeals {
    private static final Pattern SEALED = Pattern.compile("(?<iv>[0-9a-f]{32}):(?<text>([0-9a-f]{32})+)");
    private static final int KEY_BYTES = 32;
    private static final Scrypt SCRYPT = new Scrypt(16_384, 8, 1);

    private final @Nullable Secret encryptionKey;
    private final Map<String, SecretKeySpec> keys = new HashMap<>();

    /** @param encryptionKey the other relay's, or null where nobody gave it */
    OtherSeals(@Nullable Secret encryptionKey) {
        this.encryptionKey = encryptionKey;
    }

    /**
     * What a field says, sealed or not; empty where it says nothing.
     *
     * @throws Obstacle when it does not open
     */
    String open(ForeignRecord record, String field, Sort sort) {
        JsonNode node = record.json(field);
        String text = node.has("encrypted")
                ? node.path("iv").asText() + ":" + node.path("encrypted").asText()
                : record.text(field);
        return open(text, sort);
    }

    /** The same for a text that has been found. */
    String open(String text, Sort sort) {
        Matcher sealed = SEALED.matcher(text);
        if (!sealed.matches()) {
            return text;
        }
        byte[] iv = HexFormat.of().parseHex(sealed.group("iv"));
        byte[] content = HexFormat.of().parseHex(sealed.group("text"));
        return Stream.concat(Stream.of(sort), Arrays.stream(Sort.values()))
                .map(Sort::salt)
                .distinct()
                .flatMap(salt -> opened(content, iv, key(salt)).stream())
                .findFirst()
                .orElseThrow(() -> new Obstacle(Remark.WRONG_ENCRYPTION_KEY.of()));
    }

    private SecretKeySpec key(String salt) {
        if (encryptionKey == null) {
            throw new Obstacle(Remark.SEALED.of());
        }
        Secret password = encryptionKey;
        return keys.computeIfAbsent(
                salt,
                text -> new SecretKeySpec(
                        SCRYPT.derive(password, text.getBytes(StandardCharsets.UTF_8), KEY_BYTES), "AES"));
    }

    private static Optional<String> opened(byte[] content, byte[] iv, SecretKeySpec key) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(iv));
            return text(cipher.doFinal(content));
        } catch (GeneralSecurityException e) {
            // Another key: the padding does not fit.
            return Optional.empty();
        }
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean isText = text.chars().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
            return Optional.of(text).filter(any -> isText);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
