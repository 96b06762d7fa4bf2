package org.llmrelay.signin;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.secret.Secret;

/**
 * Whom to make the first administrator.
 *
 * @param password null: make one up
 * @param initFile where name and password are written down for whoever set the relay up
 */
public record FirstStart(String username, @Nullable Secret password, Path initFile) {
    /** What the administrator is called when nobody says otherwise. */
    public static final String USERNAME = "admin";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final int SHORTEST_PASSWORD = 8;

    public FirstStart {
        if (!isName(username)) {
            throw new IllegalArgumentException(
                    "administrator's name: " + username + " (expected: 1 to 64 of A-Z a-z 0-9 . _ @ -)");
        }
        if (password != null && !isStrong(password)) {
            throw new IllegalArgumentException("administrator's password: too short (expected: >= 8 characters)");
        }
    }

    public static boolean isName(String username) {
        return NAME.matcher(username).matches();
    }

    public static boolean isStrong(Secret password) {
        return password.reveal().length() >= SHORTEST_PASSWORD;
    }
}
