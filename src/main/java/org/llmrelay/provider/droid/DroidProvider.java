package org.llmrelay.provider.droid;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.failure.UpstreamFault.Reach;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Input;
import org.llmrelay.provider.fields.FieldCheck;
import org.llmrelay.secret.Secret;
import org.llmrelay.upstream.UpstreamRequest;

/** Droid accounts with one API key or several: all are used, and one that is refused is left alone for a while. Thread-safe. */
public final class DroidProvider extends FactoryProvider {
    private static final int MOST_KEYS = 100;
    private static final String KEYS = "api_keys";
    private static final String BEARER = "Bearer ";
    private static final Duration AFTER_REFUSAL = Duration.ofHours(1);
    private static final Duration AFTER_LIMIT = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final Set<FailureKind> OF_KEYS = Set.of(
            FailureKind.UPSTREAM_UNAUTHORIZED, FailureKind.UPSTREAM_OUT_OF_CREDIT, FailureKind.UPSTREAM_RATE_LIMITED);
    private static final List<AccountField> FIELDS = List.of(
            FactoryApi.BASE_URL,
            new AccountField(KEYS, "API keys", Input.SECRET_LINES, true, null, "One key in each line; all are used"));

    private final InstantSource clock;
    private final KeyRing ring = new KeyRing();

    /** Goes by the system's clock. */
    public DroidProvider() {
        this(InstantSource.system());
    }

    /** @param clock what keys are left alone by, and times in answers compared with */
    public DroidProvider(InstantSource clock) {
        super(clock);
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "droid";
    }

    @Override
    public String label() {
        return "Droid API keys";
    }

    @Override
    public List<AccountField> fields() {
        return FIELDS;
    }

    @Override
    public List<String> mistakesIn(Connection connection) {
        return FieldCheck.of(FIELDS, connection)
                .thatSecret(
                        KEYS,
                        DroidProvider::areKeys,
                        "must be up to " + MOST_KEYS + " different keys, one in each line")
                .mistakes();
    }

    private static boolean areKeys(Secret text) {
        List<String> keys = lines(text);
        boolean differ = keys.stream().distinct().count() == keys.size();
        return differ
                && !keys.isEmpty()
                && keys.size() <= MOST_KEYS
                && keys.stream().allMatch(FieldCheck::isWord);
    }

    private static List<String> lines(Secret text) {
        return text.reveal()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static List<Secret> keys(Account account) {
        return account.connection().secret(KEYS).stream()
                .flatMap(text -> lines(text).stream())
                .map(Secret::of)
                .toList();
    }

    @Override
    Secret credential(Account account, @Nullable String conversation) {
        List<Secret> keys = keys(account);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("api_keys: missing (expected: at least one key)");
        }
        return ring.pick(keys, conversation, clock.instant());
    }

    @Override
    public Optional<UpstreamFault> forAccount(UpstreamFault fault, Account account, UpstreamRequest asked) {
        List<Secret> keys = keys(account);
        if (keys.size() < 2 || !(fault.lasting() || OF_KEYS.contains(fault.kind()))) {
            return Optional.of(fault);
        }
        Instant now = clock.instant();
        asked.headers()
                .first("authorization")
                .map(value -> Secret.of(value.substring(BEARER.length())))
                .ifPresent(key -> ring.rest(key, new KeyRing.Rest(fault.kind(), now.plus(pause(fault))), now));
        if (keys.stream().anyMatch(key -> ring.isAwake(key, now))) {
            return Optional.empty();
        }
        KeyRing.Rest rest = ring.shortest(keys, now);
        return Optional.of(
                new UpstreamFault(rest.why(), Reach.ACCOUNT, fault.status(), Duration.between(now, rest.until())));
    }

    private static Duration pause(UpstreamFault fault) {
        boolean limited = fault.kind() == FailureKind.UPSTREAM_RATE_LIMITED;
        Duration pause = fault.retryAfter().orElse(limited ? AFTER_LIMIT : AFTER_REFUSAL);
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
