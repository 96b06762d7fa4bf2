package org.llmrelay.signin;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.llmrelay.secret.Secret;

/** Lets people in who know their password. Thread-safe. */
public final class SignIn {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PASSWORD = 1_000;
    /** Each check costs a fifth of a second of a core: a flood of them must not take the cores from the relay. */
    private static final int CHECKS_AT_ONCE = 2;

    private static final Duration BUSY = Duration.ofSeconds(1);

    private final Users users;
    private final Passwords passwords;
    private final Tokens tokens;
    private final Pace pace;
    private final PasswordHash nobodys;
    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE);

    public SignIn(Users users, Passwords passwords, Tokens tokens, InstantSource clock) {
        this.users = users;
        this.passwords = passwords;
        this.tokens = tokens;
        this.pace = new Pace(clock);
        this.nobodys = passwords.hash(Secret.of("nobody has this password"));
    }

    /**
     * Takes the same time whether the user exists or not.
     *
     * @param address where the try comes from
     * @throws org.llmrelay.failure.StoreUnavailableException when the users cannot be looked up
     */
    public SignInAnswer signIn(String username, Secret password, String address) {
        if (username.length() > LONGEST_NAME || password.reveal().length() > LONGEST_PASSWORD) {
            return new SignInAnswer.Wrong();
        }
        if (!checks.tryAcquire()) {
            return new SignInAnswer.TooSoon(BUSY);
        }
        try {
            Optional<Duration> pause = pace.enter(username, address);
            return pause.isPresent()
                    ? new SignInAnswer.TooSoon(pause.get())
                    : check(users.find(username), password, address);
        } finally {
            checks.release();
        }
    }

    private SignInAnswer check(Optional<User> user, Secret password, String address) {
        boolean right = passwords.matches(password, user.map(User::password).orElse(nobodys));
        if (user.isEmpty() || !right) {
            return new SignInAnswer.Wrong();
        }
        pace.forget(user.get().username(), address);
        return tokens.issue(refreshed(user.get(), password));
    }

    private User refreshed(User user, Secret password) {
        if (!passwords.isOutdated(user.password())) {
            return user;
        }
        User fresh = user.withPassword(passwords.hash(password));
        users.save(fresh);
        return fresh;
    }
}
