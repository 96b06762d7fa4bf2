package org.llmrelay.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Standings;
import org.llmrelay.account.State;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.KeyLabel;
import org.llmrelay.key.KeyLinks;
import org.llmrelay.key.KeyMint;
import org.llmrelay.key.Keys;
import org.llmrelay.secret.Secret;
import org.llmrelay.signin.Pace;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.Ledger;
import org.llmrelay.usage.UsageTotal;

/** What the holders of keys may know, and the links that show it to them. Thread-safe. */
public final class HolderDesk {
    private static final int MOST_KEYS = 20;
    private static final String ANYBODY = "";

    private final Keys keys;
    private final KeyMint mint;
    private final KeyLinks links;
    private final Sources sources;
    private final Pace pace;

    public HolderDesk(Keys keys, KeyMint mint, KeyLinks links, Sources sources) {
        this.keys = keys;
        this.mint = mint;
        this.links = links;
        this.sources = sources;
        this.pace = new Pace(sources.calendar().clock());
    }

    /**
     * Where it stands.
     *
     * @param kinds service to the kinds of account that its calls come to
     */
    public record Sources(
            KeyDesk desk,
            Ledger ledger,
            Places places,
            Standings standings,
            Map<String, Set<String>> kinds,
            Calendar calendar) {}

    public LinkBody link(String id) {
        return new LinkBody(links.isMade(sources.desk().find(id).id()), null);
    }

    /** The one before opens nothing any more. */
    public LinkBody makeLink(String id) {
        return new LinkBody(true, links.make(sources.desk().find(id).id()));
    }

    public void revokeLink(String id) {
        if (!links.revoke(sources.desk().find(id).id())) {
            throw new ProblemException(Problem.notFound("link of the key", id));
        }
    }

    /**
     * Whose keys some texts are.
     *
     * @param ids each once, in the order of the texts
     * @param unknown how many texts belong to no key
     * @param pause how long to wait before the next try, or null; then nobody has looked
     */
    public record Opened(
            List<String> ids, int unknown, @Nullable Duration pause) {}

    /**
     * Finds keys by their texts or by their secret links: up to twenty. Whoever only guesses has to wait longer and longer.
     *
     * @param address where the try comes from
     */
    public Opened open(List<Secret> texts, String address) {
        Optional<Duration> wait = pace.enter(ANYBODY, address);
        if (wait.isPresent()) {
            return new Opened(List.of(), 0, wait.get());
        }
        List<String> ids = texts.stream()
                .limit(MOST_KEYS)
                .flatMap(text -> found(text).stream())
                .map(ApiKey::id)
                .toList();
        int unknown = Math.min(texts.size(), MOST_KEYS) - ids.size();
        if (unknown == 0) {
            pace.forget(ANYBODY, address);
        }
        return new Opened(ids.stream().distinct().toList(), unknown, null);
    }

    private Optional<ApiKey> found(Secret text) {
        return KeyLinks.isLink(text)
                ? links.open(text)
                : Stream.concat(Stream.of(mint.hash(text)), mint.formerHashes(text).stream())
                        .flatMap(hash -> keys.byHash(hash).stream())
                        .findFirst();
    }

    /** What their holder may know of keys; those that are gone are left out. */
    public List<HolderBody> keys(List<String> ids) {
        Instant now = sources.calendar().now();
        return keys.findAll(ids).stream()
                .map(key -> HolderBody.of(
                        key,
                        KeyState.of(KeyLabel.of(key), true, now).code(),
                        sources.desk().standing(key.id())))
                .toList();
    }

    /** What keys have used together, by day and model, newest day first, from a day on. */
    public KeyUsageBody usage(List<String> ids, LocalDate from) {
        Map<String, UsageTotal> sums = new TreeMap<>(Comparator.reverseOrder());
        for (ApiKey key : keys.findAll(ids)) {
            sources.ledger().totals(key.id()).stream()
                    .filter(total -> !total.day().isBefore(from))
                    .forEach(total -> sums.merge(total.day() + " " + total.model(), total, HolderDesk::plus));
        }
        return KeyUsageBody.of(List.copyOf(sums.values()));
    }

    private static UsageTotal plus(UsageTotal one, UsageTotal other) {
        return new UsageTotal(
                one.day(),
                one.model(),
                one.calls() + other.calls(),
                one.estimated() + other.estimated(),
                one.usage().plus(other.usage()),
                one.spending().plus(other.spending()));
    }

    /** Whether there are accounts for the calls of services, and whether they take any: {@code working}, {@code busy} or {@code none}. */
    public Map<String, String> services() {
        Map<String, String> states = new TreeMap<>();
        Instant now = sources.calendar().now();
        sources.kinds().forEach((service, kinds) -> {
            List<State> standing = new ArrayList<>();
            for (Account account : sources.places().accounts().all()) {
                if (account.isEnabled() && kinds.contains(account.kind())) {
                    standing.add(sources.standings().of(account.id()).state(now));
                }
            }
            states.put(service, standing.isEmpty() ? "none" : standing.contains(State.HEALTHY) ? "working" : "busy");
        });
        return states;
    }
}
