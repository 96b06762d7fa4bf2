package org.llmrelay.signin;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.llmrelay.secret.Secret;

/**
 * Who may sign in, and who sees to it. Throws {@link org.llmrelay.failure.StoreUnavailableException} when the store is away. Thread-safe.
 */
public final class People {
    private final Users users;
    private final Passwords passwords;
    private final Tokens tokens;
    private final Sessions sessions;
    private final InstantSource clock;

    public People(Users users, Passwords passwords, Tokens tokens, Sessions sessions, InstantSource clock) {
        this.users = users;
        this.passwords = passwords;
        this.tokens = tokens;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Everybody, in the order of their names. */
    public List<User> all() {
        return users.all();
    }

    public Optional<User> find(String username) {
        return users.find(username);
    }

    /** Returns whether it was added: there may be one of that name. */
    public boolean add(String username, Secret password, Role role) {
        return users.add(new User(
                username, passwords.hash(password), role, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    }

    public void giveRole(User user, Role role) {
        save(user.withRole(role));
    }

    /** Gives a new password, which ends all sessions of the user. Returns a session of its own for whoever changed theirs. */
    public SignedIn givePassword(User user, Secret password) {
        User changed = user.withPassword(passwords.hash(password));
        save(changed);
        return tokens.issue(changed);
    }

    /** Whether it is the user's password. */
    public boolean knows(User user, Secret password) {
        return passwords.matches(password, user.password());
    }

    /** Removes a user, which ends their sessions. Returns whether there was one. */
    public boolean remove(String username) {
        boolean removed = users.delete(username);
        sessions.forget(username);
        return removed;
    }

    private void save(User user) {
        users.save(user);
        sessions.forget(user.username());
    }
}
