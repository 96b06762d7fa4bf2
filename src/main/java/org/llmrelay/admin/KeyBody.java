package org.llmrelay.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Expiry;
import org.llmrelay.key.Grant;
import org.llmrelay.key.Profile;

/** A key as it is shown: see {@code Key} in the description. {@code hint}: the last characters of its text. */
public record KeyBody(
        String id,
        @JsonUnwrapped About about,
        String hint,
        @JsonUnwrapped Time time,
        RightsBody rights,
        LimitsBody limits,
        @JsonUnwrapped Serving serving)
        implements JsonBody {

    /** What people say of it. */
    record About(String name, String description, String owner, List<String> tags) {
        public static About of(Profile profile) {
            return new About(profile.name(), profile.description(), profile.owner(), profile.tags());
        }
    }

    /**
     * Whether and how long it works.
     *
     * @param expiresAt null for never, or while its time has not begun
     * @param lastsHours how long it works from its first use, or null
     * @param activatedAt its first use, where its time begins with it
     */
    record Time(
            boolean enabled,
            @Nullable Instant expiresAt,
            @Nullable Long lastsHours,
            @Nullable Instant activatedAt,
            Instant createdAt) {
        public static Time of(ApiKey key) {
            return new Time(
                    key.enabled(),
                    key.expires().orElse(null),
                    key.grant().expiry() instanceof Expiry.AfterFirstUse use
                            ? (Long) use.span().toHours()
                            : null,
                    key.activated(),
                    key.created());
        }
    }

    /** How its calls are served and charged, by service. */
    record Serving(String priority, Map<String, String> accounts, List<String> fallBack, Map<String, Long> ratesPpm) {}

    public static KeyBody of(ApiKey key) {
        Grant grant = key.grant();
        return new KeyBody(
                key.id(),
                About.of(grant.profile()),
                key.hint(),
                Time.of(key),
                RightsBody.of(grant.rights()),
                LimitsBody.of(grant.limits()),
                new Serving(
                        grant.handling().priority().code(),
                        new TreeMap<>(grant.handling().accounts()),
                        grant.handling().fallBack().stream().sorted().toList(),
                        new TreeMap<>(grant.handling().rates())));
    }
}
