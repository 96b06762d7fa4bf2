package org.llmrelay.admin;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the log of changes holds a value: a long text by its beginning, and a file that was uploaded by its kind, its size and its digest. */
final class AuditText {
    private static final int LONGEST = 300;
    private static final int DIGITS = 12;
    private static final Pattern FILE = Pattern.compile("data:(?<kind>[\\w.+/-]+);base64,(?<content>[\\w+/=]*)");

    private AuditText() {}

    /** Such as {@code image/png, 4096 bytes, sha256 1f0c…}. */
    static String of(String text) {
        Matcher file = FILE.matcher(text);
        if (file.matches()) {
            return file(file.group("kind"), file.group("content"));
        }
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static String file(String kind, String content) {
        try {
            byte[] bytes = Base64.getDecoder().decode(content);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            String digits = HexFormat.of().formatHex(digest).substring(0, DIGITS);
            return kind + ", " + bytes.length + " bytes, sha256 " + digits + "…";
        } catch (IllegalArgumentException e) {
            return kind + ", unreadable";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
