package org.llmrelay.redis;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.llmrelay.limit.Gate.Session;
import org.llmrelay.limit.Leases.Binding;

/**
 * Sessions that calls under way on this node have bound to accounts: Redis is told when such a call is booked, in the same command that books it.
 * Until then other calls of the session find their account here. Thread-safe.
 */
final class Bindings {
    private static final int MOST = 100_000;

    private final Map<String, Bound> byCall = new ConcurrentHashMap<>();
    private final Map<Name, Bound> bySession = new ConcurrentHashMap<>();

    /** A session's account, and the call that it was bound by. */
    record Bound(String call, Binding binding, String account) {}

    private record Name(String key, String session, String family) {
        static Name of(String key, Session session) {
            return new Name(key, session.id(), session.family());
        }
    }

    /** Past the bound a session is not remembered. */
    void bind(String call, Binding binding, String account) {
        if (byCall.size() < MOST) {
            Bound bound = new Bound(call, binding, account);
            byCall.put(call, bound);
            bySession.put(Name.of(binding.key(), binding.session()), bound);
        }
    }

    Optional<String> accountOf(String key, @Nullable Session session) {
        return session == null || bySession.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(bySession.get(Name.of(key, session))).map(Bound::account);
    }

    /** What a call has bound, or null. */
    @Nullable
    Bound of(String call) {
        return byCall.get(call);
    }

    /** The call is booked, or got nowhere. */
    void forget(String call) {
        Bound bound = byCall.remove(call);
        if (bound != null) {
            bySession.remove(Name.of(bound.binding().key(), bound.binding().session()), bound);
        }
    }
}
