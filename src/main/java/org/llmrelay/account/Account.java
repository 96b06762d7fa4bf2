package org.llmrelay.account;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.llmrelay.route.Route;
import org.llmrelay.route.Way;
import org.llmrelay.secret.Secret;

/**
 * An upstream account as the operator set it up. What happens to it at run time is its {@link Standing}.
 *
 * @param kind the id of the provider that knows how to use it
 * @param duty whom it works for
 */
public record Account(String id, String kind, Profile profile, Connection connection, Duty duty, Instant created) {

    /** An account with the usual duty. */
    public Account(String id, String kind, Profile profile, Connection connection, Instant created) {
        this(id, kind, profile, connection, Duty.USUAL, created);
    }

    /**
     * What the operator calls the account and when it is to be used.
     *
     * @param priority 1 to 100; the lowest number is used first
     */
    public record Profile(String name, boolean enabled, int priority) {
        public Profile {
            if (priority < 1 || priority > 100) {
                throw new IllegalArgumentException("priority: " + priority + " (expected: 1 to 100)");
            }
        }
    }

    /**
     * How the account is reached: plain and secret fields as the provider of its kind declares them.
     *
     * @param models the model map: model as asked for to model as the upstream knows it
     * @param way what lies between the account and its upstream
     */
    public record Connection(
            Map<String, String> fields, Map<String, Secret> secrets, Map<String, String> models, Way way) {
        /** The name of the access token among the secrets, for as long as a request takes; it is never stored there. */
        public static final String ACCESS_TOKEN = "access_token";

        public Connection {
            fields = Map.copyOf(fields);
            secrets = Map.copyOf(secrets);
            models = Map.copyOf(models);
        }

        /** A connection without a proxy. */
        public Connection(Map<String, String> fields, Map<String, Secret> secrets, Map<String, String> models) {
            this(fields, secrets, models, Way.DIRECT);
        }

        /** The same by another way. */
        public Connection by(Way other) {
            return new Connection(fields, secrets, models, other);
        }

        /** This connection with the access token of a pass among its secrets, and what was told with it among its fields; what is filled in stays. */
        public Connection bearing(Pass pass) {
            Map<String, String> told = new HashMap<>(pass.facts());
            told.putAll(fields);
            Map<String, Secret> more = new HashMap<>(secrets);
            more.put(ACCESS_TOKEN, pass.access());
            return new Connection(told, more, models, way);
        }

        public Optional<String> field(String name) {
            return Optional.ofNullable(fields.get(name));
        }

        public Optional<Secret> secret(String name) {
            return Optional.ofNullable(secrets.get(name));
        }
    }

    public String name() {
        return profile.name();
    }

    public boolean isEnabled() {
        return profile.enabled();
    }

    /** How every request of this account goes. */
    public Route route() {
        return new Route(id, connection.way().proxy());
    }

    /** Whether its model map speaks of a model. */
    public boolean maps(String asked) {
        return connection.models().containsKey(asked);
    }

    /** This account reached in another way. */
    public Account with(Connection other) {
        return new Account(id, kind, profile, other, duty, created);
    }

    /** The model name to send for a model asked for. */
    public String upstreamModel(String asked) {
        return connection.models().getOrDefault(asked, asked);
    }
}
