package org.llmrelay.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Knows who a token speaks for as things stand: a session ends when its user is removed or gets another password, and takes a new role at once on this
 * node, within seconds on others. Throws {@link org.llmrelay.failure.StoreUnavailableException} when the store is away. Thread-safe.
 */
public final class Sessions {
    /** How long another node may still take a session that has ended. */
    private static final Duration MEMORY = Duration.ofSeconds(5);

    private static final int MOST_USERS = 10_000;

    private final Tokens tokens;
    private final Users users;
    private final Cache<String, Optional<User>> known;

    public Sessions(Tokens tokens, Users users, InstantSource clock) {
        this.tokens = tokens;
        this.users = users;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST_USERS)
                .expireAfterWrite(MEMORY)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    /** Who the token speaks for; nothing when it is not ours, was changed, is over, or its session has ended. */
    public Optional<Identity> identify(String token) {
        return tokens.read(token).flatMap(claim -> user(claim.identity().username())
                .filter(user -> user.stamp().equals(claim.stamp()))
                .map(user -> new Identity(
                        user.username(), user.role(), claim.identity().expires())));
    }

    private Optional<User> user(String username) {
        return known.get(username, users::find);
    }

    /** A user was changed on this node. */
    void forget(String username) {
        known.invalidate(username);
    }
}
