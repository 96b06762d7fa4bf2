package org.llmrelay.provider.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;
import org.llmrelay.secret.Secret;

/** Signs requests as AWS wants them, by its Signature Version 4. Thread-safe. */
record Signature(String region, String service) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String SESSION = "x-amz-security-token";
    private static final String CONTENT_TYPE = "content-type";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final HexFormat HEX = HexFormat.of();
    private static final HexFormat ESCAPE = HexFormat.of().withUpperCase();

    /**
     * An access key.
     *
     * @param session the token of a temporary one, or null
     */
    record AccessKey(String id, Secret secret, @Nullable Secret session) {}

    /** What is signed: the address, the type of the content, and the content. */
    record Letter(String method, URI uri, @Nullable String contentType, Body body) {}

    /** The fields to send with a request: date, session and signature. */
    Headers fields(Letter letter, AccessKey key, Instant now) {
        String time = TIME.format(now);
        SortedMap<String, String> signed = new TreeMap<>();
        signed.put("host", authority(letter.uri()));
        signed.put("x-amz-date", time);
        if (letter.contentType() != null) {
            signed.put(CONTENT_TYPE, letter.contentType().strip());
        }
        Headers fields = Headers.of("x-amz-date", time);
        if (key.session() != null) {
            signed.put(SESSION, key.session().reveal());
            fields = fields.with(SESSION, key.session().reveal());
        }
        String names = String.join(";", signed.keySet());
        String scope = String.join("/", time.substring(0, 8), region, service, "aws4_request");
        String toSign = String.join(
                "\n",
                ALGORITHM,
                time,
                scope,
                HEX.formatHex(sha256(canonical(letter, signed, names).getBytes(UTF_8))));
        String signature = HEX.formatHex(hmac(signingKey(key, time.substring(0, 8)), toSign));
        return fields.with(
                "authorization",
                ALGORITHM + " Credential=" + key.id() + "/" + scope + ", SignedHeaders=" + names + ", Signature="
                        + signature);
    }

    private static String canonical(Letter letter, SortedMap<String, String> signed, String names) {
        String lines = signed.entrySet().stream()
                .map(field -> field.getKey() + ":" + field.getValue() + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                letter.method(),
                path(letter.uri()),
                query(letter.uri()),
                lines,
                names,
                HEX.formatHex(sha256(letter.body().array())));
    }

    private static String authority(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    /** Encoded once more than it goes over the wire. */
    private static String path(URI uri) {
        StringBuilder path = new StringBuilder();
        for (byte b : uri.getRawPath().getBytes(UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z')
                    || (b >= 'A' && b <= 'Z')
                    || (b >= '0' && b <= '9')
                    || "-._~/".indexOf(b) >= 0;
            if (plain) {
                path.append((char) b);
            } else {
                path.append('%').append(ESCAPE.toHexDigits(b));
            }
        }
        return path.length() == 0 ? "/" : path.toString();
    }

    /** Sorted; it is encoded as it should be, because it is ours. */
    private static String query(URI uri) {
        String query = uri.getRawQuery();
        return query == null ? "" : Arrays.stream(query.split("&", -1)).sorted().collect(Collectors.joining("&"));
    }

    private byte[] signingKey(AccessKey key, String day) {
        byte[] start = ("AWS4" + key.secret().reveal()).getBytes(UTF_8);
        return hmac(hmac(hmac(hmac(start, day), region), service), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
