package org.llmrelay.admin;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    public KeyDesk(Keys keys, KeyIssue issue, Books books, Places places, InstantSource clock) {
        this.keys = keys;
        this.issue = issue;
        this.ledger = books.ledger();
        this.gate = books.gate();
        this.form = new KeyForm(places, clock);
    }

    /** Where it stands what keys use. */
    public record Books(Ledger ledger, Gate gate) {}

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

    public Keys.Found list(Keys.Wanted wanted, Paging paging) {
        if (wanted.isEverything()) {
            return new Keys.Found(keys.page(paging.offset(), paging.limit()), keys.count());
        }
        return keys.search(wanted, paging.offset(), paging.limit());
    }

    /** How many keys there are. */
    public long count() {
        return keys.count();
    }

    public ApiKey find(String id) {
        return keys.find(id).orElseThrow(() -> new ProblemException(Problem.notFound("key", id)));
    }

    /** The keys of which some service is bound to an account or a group. Reads all keys. */
    public List<ApiKey> boundTo(String target) {
        List<ApiKey> bound = new ArrayList<>();
        List<ApiKey> some = keys.page(0, MOST_AT_ONCE);
        for (int offset = MOST_AT_ONCE; !some.isEmpty(); offset += MOST_AT_ONCE) {
            some.stream()
                    .filter(key -> key.handling().accounts().containsValue(target))
                    .forEach(bound::add);
            some = keys.page(offset, MOST_AT_ONCE);
        }
        return bound;
    }

    public KeyIssue.Issued create(Form fields) {
        return issue.issue(form.read(fields));
    }

    /** Many keys that differ in the number at the end of their name, from {@code _1}. */
    public List<KeyIssue.Issued> createMany(Form fields) {
        int count = fields.whole("count", 0, 2, MOST_AT_ONCE);
        if (!fields.has("count")) {
            fields.wrong("count", "is required");
        }
        Grant grant = form.read(fields);
        return issue.issueAll(IntStream.rangeClosed(1, count)
                .mapToObj(number ->
                        grant.with(grant.profile().renamed(grant.profile().name() + "_" + number)))
                .toList());
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
        return changed;
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
        return key;
    }

    /** Gives a key a new text; the old one is unknown at once. */
    public KeyIssue.Issued renew(String id) {
        return issue.renew(find(id));
    }

    public void delete(String id) {
        if (!keys.delete(id)) {
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
