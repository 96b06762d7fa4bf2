package org.llmrelay.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.llmrelay.secret.PrivateFile;
import org.llmrelay.secret.Secret;

/** Sees to it that somebody can sign in. Thread-safe. */
public final class Administrator {
    /** Letters and digits that nobody mistakes for each other. */
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    private static final int PASSWORD_CHARS = 20;

    private final Users users;
    private final Passwords passwords;
    private final FirstStart firstStart;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public Administrator(Users users, Passwords passwords, FirstStart firstStart, InstantSource clock) {
        this.users = users;
        this.passwords = passwords;
        this.firstStart = firstStart;
        this.clock = clock;
    }

    /**
     * Makes the first administrator when nobody can sign in yet, and writes name and password down. Of several nodes
     * that start at once one does it. Returns whether it was this one.
     *
     * @throws org.llmrelay.failure.StoreUnavailableException when the store is away; call again later
     * @throws UncheckedIOException when the file cannot be written; then nobody was made
     */
    public boolean ensure() {
        if (!users.isEmpty()) {
            return false;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Secret password = firstStart.password() == null ? invented() : firstStart.password();
        User user = new User(firstStart.username(), passwords.hash(password), Role.OPERATOR, now);
        try {
            return make(user, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The password is on disk before the user is in the store, and its draft stays there when the store's answer is
    // lost:
    // neither must lock everybody out.
    private boolean make(User user, Secret password) throws IOException {
        PrivateFile file = PrivateFile.draft(firstStart.initFile(), initText(user, password));
        if (!users.addFirst(user)) {
            file.discard();
            return false;
        }
        file.publish();
        return true;
    }

    private static String initText(User user, Secret password) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("initializedAt", user.created().toString());
        facts.put("adminUsername", user.username());
        facts.put("adminPassword", password.reveal());
        return JsonUtil.toJson(facts) + "\n";
    }

    private Secret invented() {
        StringBuilder text = new StringBuilder(PASSWORD_CHARS);
        random.ints(PASSWORD_CHARS, 0, ALPHABET.length()).forEach(i -> text.append(ALPHABET.charAt(i)));
        return Secret.of(text.toString());
    }
}
