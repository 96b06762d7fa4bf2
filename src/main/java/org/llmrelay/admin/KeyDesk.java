package org.llmrelay.admin;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Grant;
import org.llmrelay.key.KeyIssue;
import org.llmrelay.key.Keys;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Rule;
import org.llmrelay.usage.Ledger;
import org.llmrelay.usage.LedgerEntry;
import org.llmrelay.usage.UsageTotal;

/** What an operator does with keys. Throws {@link ProblemException} where it cannot be done. Thread-safe. */
public final class KeyDesk {
    private static final int MOST_AT_ONCE = 500;
    private static final int LONGEST_ID = 100;

    private final Keys keys;
    private final KeyIssue issue;
    private final Ledger ledger;
    private final Gate gate;
    private final KeyForm form;
    private final BoundKeys bound;

    public KeyDesk(Keys keys, KeyIssue issue, Books books, Terms terms, InstantSource clock) {
        this.keys = keys;
        this.issue = issue;
        this.ledger = books.ledger();
        this.gate = books.gate();
        this.form = new KeyForm(terms.places(), terms.limits(), clock);
        this.bound = new BoundKeys(keys, terms.places());
    }

    /** Where it stands what keys use. */
    public record Books(Ledger ledger, Gate gate) {}

    /** What keys may be bound to, and what limits new ones of which nothing is said. */
    public record Terms(Places places, Supplier<Limits> limits) {}

    public KeyStandingBody standing(String id) {
        Limits limits = find(id).limits();
        return new KeyStandingBody(
                gate.inside(id), limits.concurrency(), standings(id, limits.rules()), standings(id, limits.ofCounts()));
    }

    private List<KeyStandingBody.Standing> standings(String id, List<Rule> rules) {
        return gate.meters(id, rules).stream().map(KeyStandingBody.Standing::of).toList();
    }

    /** Forgets what was spent under the key's limits; its ledger stays. */
    public KeyStandingBody resetLimits(String id) {
        Limits limits = find(id).limits();
        gate.reset(
                id,
                Stream.concat(limits.rules().stream(), limits.ofCounts().stream())
                        .toList());
        return standing(id);
    }

    /** How many keys there are. */
    public long count() {
        return keys.count();
    }

    public ApiKey find(String id) {
        return keys.find(id).orElseThrow(() -> new ProblemException(Problem.notFound("key", id)));
    }

    /** The keys of which some service is bound to an account or a group, newest first. */
    public List<ApiKey> boundTo(String target) {
        return keys.boundTo(target);
    }

    public KeyIssue.Issued create(Form fields) {
        KeyIssue.Issued issued = issue.issue(form.read(fields));
        return new KeyIssue.Issued(bound.mended(issued.key()), issued.text());
    }

    /** Many keys that differ in the number at the end of their name, from {@code _1}. */
    public List<KeyIssue.Issued> createMany(Form fields) {
        int count = fields.whole("count", 0, 2, MOST_AT_ONCE);
        if (!fields.has("count")) {
            fields.wrong("count", "is required");
        }
        Grant grant = form.read(fields);
        List<KeyIssue.Issued> issued = issue.issueAll(IntStream.rangeClosed(1, count)
                .mapToObj(number ->
                        grant.with(grant.profile().renamed(grant.profile().name() + "_" + number)))
                .toList());
        return issued.stream()
                .map(one -> new KeyIssue.Issued(bound.mended(one.key()), one.text()))
                .toList();
    }

    public ApiKey change(String id, Form fields) {
        ApiKey old = find(id);
        return saved(old.with(form.change(fields, old.grant())));
    }

    /** Changes many keys in the same way; when anything is wrong, none is changed. */
    public List<ApiKey> changeMany(Form fields) {
        List<ApiKey> chosen = chosen(fields);
        if (!fields.has("change")) {
            fields.wrong("change", "is required");
        }
        List<ApiKey> changed = new ArrayList<>();
        for (ApiKey key : chosen) {
            Grant grant = fields.inner("change", key.grant(), key.grant(), inside -> form.read(inside, key.grant()));
            changed.add(key.with(grant));
        }
        fields.finish();
        keys.saveAll(changed);
        return changed.stream().map(bound::mended).toList();
    }

    private List<ApiKey> chosen(Form fields) {
        List<String> ids = fields.lines("ids", List.of(), MOST_AT_ONCE, LONGEST_ID).stream()
                .distinct()
                .toList();
        List<ApiKey> chosen = keys.findAll(ids);
        Set<String> found = chosen.stream().map(ApiKey::id).collect(Collectors.toSet());
        ids.stream().filter(id -> !found.contains(id)).forEach(id -> fields.wrong("ids", "there is no key " + id));
        if (ids.isEmpty() && fields.isFine("ids")) {
            fields.wrong("ids", "is required");
        }
        return chosen;
    }

    private ApiKey saved(ApiKey key) {
        keys.save(key);
        return bound.mended(key);
    }

    /** Gives a key a new text; the old one is unknown at once. */
    public KeyIssue.Issued renew(String id) {
        return issue.renew(find(id));
    }

    /** It is unknown at once, and can be restored for {@link Keys#KEPT}. */
    public void delete(String id) {
        require(keys.delete(id), id);
    }

    public ApiKey restore(String id) {
        require(keys.restore(id), id);
        return find(id);
    }

    /** Takes a deleted key away for good. */
    public void erase(String id) {
        require(keys.erase(id), id);
    }

    private static void require(boolean isThere, String id) {
        if (!isThere) {
            throw new ProblemException(Problem.notFound("key", id));
        }
    }

    public List<UsageTotal> usage(String id) {
        find(id);
        return ledger.totals(id);
    }

    public List<LedgerEntry> calls(String id, int most) {
        find(id);
        return ledger.latest(id, most);
    }
}
