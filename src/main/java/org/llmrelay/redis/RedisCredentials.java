package org.llmrelay.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.llmrelay.account.Credential;
import org.llmrelay.account.Credentials;
import org.llmrelay.secret.Vault;

/** Sign-ins of accounts in Redis: a hash of records, with all of them in memory. One that cannot be read is left out. Thread-safe. */
final class RedisCredentials implements Credentials {
    private static final List<String> KEYS = List.of(RedisKeys.CREDENTIALS, RedisKeys.RENEWALS);

    private final Script claimRenewal = Script.named("claim_renewal");
    private final Script writeCredential = Script.named("write_credential");
    private final Script failRenewal = Script.named("fail_renewal");
    private final Snapshot<Map<String, Credential>> snapshot = new Snapshot<>(Map.of());
    /** Whoever is here was reported, and is not asked for again until something is heard of it. */
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    private final Redis redis;
    private final Vault vault;
    private final InstantSource clock;
    private final RedisEvents events;

    RedisCredentials(Redis redis, Vault vault, InstantSource clock, RedisEvents events) {
        this.redis = redis;
        this.vault = vault;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public Optional<Credential> of(String account) {
        Credential known = snapshot.get().get(account);
        return known == null && !isUnreadable(account) ? reload(account) : Optional.ofNullable(known);
    }

    @Override
    public boolean isUnreadable(String account) {
        return unreadable.contains(account);
    }

    @Override
    public Credential save(String account, Credential credential) {
        long version = write(account, "", credential);
        Credential saved = new Credential(credential.pass(), credential.consent(), credential.obtained(), version);
        remember(account, saved);
        return saved;
    }

    @Override
    public boolean replace(String account, Credential renewed) {
        boolean replaced = write(account, Long.toString(renewed.version() - 1), renewed) > 0;
        if (replaced) {
            remember(account, renewed);
        }
        return replaced;
    }

    private long write(String account, String follows, Credential credential) {
        String record = Json.write(StoredCredential.of(account, credential, vault));
        return (Long) Objects.requireNonNull(
                redis.run(writeCredential.with(KEYS, List.of(account, follows, record, RedisKeys.CHANGES))));
    }

    @Override
    public Claim claim(String account, long version, Duration lasting, boolean forced) {
        Instant now = clock.instant();
        List<?> answer = (List<?>) Objects.requireNonNull(redis.run(claimRenewal.with(
                KEYS,
                List.of(
                        account,
                        Long.toString(version),
                        Long.toString(now.toEpochMilli()),
                        Long.toString(now.plus(lasting).toEpochMilli()),
                        forced ? "1" : "0"))));
        return claim(account, answer.stream().map(String::valueOf).toList());
    }

    private Claim claim(String account, List<String> answer) {
        return switch (answer.get(0)) {
            case "held" -> held(account, answer);
            case "newer" ->
                readable(account, answer.get(1))
                        .map(newer -> newer(account, newer))
                        .orElseGet(Claim.Unreadable::new);
            case "taken" -> new Claim.Taken(time(answer.get(1)));
            case "paused" -> new Claim.Paused(time(answer.get(1)));
            case "refused" -> new Claim.Refused(answer.get(1));
            default -> new Claim.Missing();
        };
    }

    /** What is stored may have been sealed anew with a key that this node has not got: it is what this node has read before all the same. */
    private Claim held(String account, List<String> answer) {
        Optional<Credential> stored = readable(account, answer.get(1))
                .or(() -> Optional.ofNullable(snapshot.get().get(account)));
        return stored.<Claim>map(credential -> new Claim.Held(
                        account, credential, Long.parseLong(answer.get(2)), Integer.parseInt(answer.get(3))))
                .orElseGet(Claim.Unreadable::new);
    }

    private Claim newer(String account, Credential credential) {
        remember(account, credential);
        return new Claim.Newer(credential);
    }

    private static Instant time(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    @Override
    public boolean failed(Claim.Held claim, Failure failure) {
        String pause = failure instanceof Failure.Later later
                ? Long.toString(later.until().toEpochMilli())
                : "";
        String refused = failure instanceof Failure.Final end ? end.code() : "";
        Object counts = redis.run(failRenewal.with(
                KEYS,
                List.of(
                        claim.account(),
                        Long.toString(claim.credential().version()),
                        Long.toString(claim.fence()),
                        pause,
                        refused)));
        return Long.valueOf(1).equals(counts);
    }

    /** Reads all of them anew: any may have changed. */
    void reload() {
        snapshot.reload(() -> {
            Map<String, String> records = redis.ask(client -> client.hgetAll(RedisKeys.CREDENTIALS));
            unreadable.retainAll(records.keySet());
            Map<String, Credential> all = new HashMap<>();
            records.forEach((account, record) ->
                    readable(account, record).ifPresent(credential -> all.put(account, credential)));
            return Map.copyOf(all);
        });
    }

    /** Reads one anew: it was changed, here or elsewhere. */
    Optional<Credential> reload(String account) {
        String record = redis.ask(client -> client.hget(RedisKeys.CREDENTIALS, account));
        Optional<Credential> credential = Optional.ofNullable(record).flatMap(text -> readable(account, text));
        // What another node has sealed with a newer key leaves in use what this one knows, for as long as it is good.
        credential.ifPresent(found -> remember(account, found));
        if (record == null) {
            unreadable.remove(account);
            change(all -> all.remove(account));
        }
        return credential;
    }

    /** News may come in any order: the highest version is the latest. */
    private void remember(String account, Credential credential) {
        unreadable.remove(account);
        change(all -> all.merge(account, credential, (old, one) -> one.version() >= old.version() ? one : old));
    }

    private void change(Consumer<Map<String, Credential>> change) {
        snapshot.update(old -> {
            Map<String, Credential> all = new HashMap<>(old);
            change.accept(all);
            return Map.copyOf(all);
        });
    }

    private Optional<Credential> readable(String account, String record) {
        try {
            Credential credential = read(account, record);
            unreadable.remove(account);
            return Optional.of(credential);
        } catch (RuntimeException e) {
            // Whatever is wrong with one record, the others are needed.
            if (unreadable.add(account)) {
                events.credentialUnreadable(account, String.valueOf(e.getMessage()));
            }
            return Optional.empty();
        }
    }

    private Credential read(String account, String record) {
        int bar = record.indexOf('|');
        long version = Long.parseLong(record.substring(0, bar));
        StoredCredential stored = Json.read(record.substring(bar + 1), StoredCredential.class);
        if (!stored.account().equals(account)) {
            throw new IllegalArgumentException(
                    "credential: of " + stored.account() + " (expected: of " + account + ")");
        }
        return stored.toCredential(version, vault);
    }
}
