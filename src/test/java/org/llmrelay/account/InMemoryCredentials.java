package org.llmrelay.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sign-ins in memory, for tests. Thread-safe. */
public final class InMemoryCredentials implements Credentials {
    private final Object lock = new Object();
    private final Map<String, Credential> credentials = new HashMap<>();
    private final Map<String, State> states = new HashMap<>();
    private final InstantSource clock;

    public InMemoryCredentials(InstantSource clock) {
        this.clock = clock;
    }

    private record State(
            long fence,
            Instant until,
            int failures,
            Instant pause,
            @Nullable String refused) {
        static final State NEW = new State(0, Instant.EPOCH, 0, Instant.EPOCH, null);

        State over() {
            return new State(fence, Instant.EPOCH, 0, Instant.EPOCH, null);
        }
    }

    @Override
    public Optional<Credential> of(String account) {
        synchronized (lock) {
            return Optional.ofNullable(credentials.get(account));
        }
    }

    @Override
    public boolean isUnreadable(String account) {
        return false;
    }

    @Override
    public Credential save(String account, Credential credential) {
        synchronized (lock) {
            long version = of(account).map(Credential::version).orElse(0L) + 1;
            Credential saved = new Credential(credential.pass(), credential.consent(), credential.obtained(), version);
            credentials.put(account, saved);
            states.put(account, state(account).over());
            return saved;
        }
    }

    @Override
    public Claim claim(String account, long version, Duration lasting, boolean forced) {
        synchronized (lock) {
            Credential credential = credentials.get(account);
            State state = state(account);
            Instant now = clock.instant();
            if (credential == null) {
                return new Claim.Missing();
            }
            if (credential.version() > version) {
                return new Claim.Newer(credential);
            }
            if (state.refused() != null && !forced) {
                return new Claim.Refused(state.refused());
            }
            if (state.until().isAfter(now)) {
                return new Claim.Taken(state.until());
            }
            if (state.pause().isAfter(now) && !forced) {
                return new Claim.Paused(state.pause());
            }
            State held =
                    new State(state.fence() + 1, now.plus(lasting), state.failures(), state.pause(), state.refused());
            states.put(account, held);
            return new Claim.Held(account, credential, held.fence(), held.failures());
        }
    }

    @Override
    public boolean replace(String account, Credential renewed) {
        synchronized (lock) {
            boolean follows = of(account).map(Credential::version).orElse(0L) == renewed.version() - 1;
            if (follows) {
                credentials.put(account, renewed);
                states.put(account, state(account).over());
            }
            return follows;
        }
    }

    @Override
    public boolean failed(Claim.Held claim, Failure failure) {
        synchronized (lock) {
            State state = state(claim.account());
            Credential credential = credentials.get(claim.account());
            if (credential == null
                    || credential.version() != claim.credential().version()
                    || state.fence() != claim.fence()) {
                return false;
            }
            Instant pause = failure instanceof Failure.Later later ? later.until() : Instant.EPOCH;
            String refused = failure instanceof Failure.Final end ? end.code() : null;
            states.put(claim.account(), new State(state.fence(), Instant.EPOCH, state.failures() + 1, pause, refused));
            return true;
        }
    }

    private State state(String account) {
        return states.getOrDefault(account, State.NEW);
    }
}
