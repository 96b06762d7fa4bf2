package org.llmrelay.api.admin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Expiry;
import org.llmrelay.key.Grant;
import org.llmrelay.key.KeyIssue;
import org.llmrelay.key.Keys;
import org.llmrelay.limit.Limits;
import org.llmrelay.usage.Ledger;
import org.llmrelay.usage.LedgerEntry;
import org.llmrelay.usage.UsageTotal;

/** What an operator does with keys. Throws {@link ProblemException} where it cannot be done. Thread-safe. */
public final class KeyDesk {
    private static final int MOST_CALLS_AT_ONCE = 10_000;

    private final Keys keys;
    private final KeyIssue issue;
    private final Ledger ledger;
    private final InstantSource clock;

    public KeyDesk(Keys keys, KeyIssue issue, Ledger ledger, InstantSource clock) {
        this.keys = keys;
        this.issue = issue;
        this.ledger = ledger;
        this.clock = clock;
    }

    List<ApiKey> page(Paging paging) {
        return keys.page(paging.offset(), paging.limit());
    }

    long count() {
        return keys.count();
    }

    ApiKey find(String id) {
        return keys.find(id).orElseThrow(() -> new ProblemException(Problem.notFound("key", id)));
    }

    KeyIssue.Issued create(Form form) {
        return issue.issue(read(form, null));
    }

    ApiKey change(String id, Form form) {
        ApiKey old = find(id);
        ApiKey changed = old.with(read(form, old.grant()));
        keys.save(changed);
        return changed;
    }

    void delete(String id) {
        if (!keys.delete(id)) {
            throw new ProblemException(Problem.notFound("key", id));
        }
    }

    List<UsageTotal> usage(String id) {
        find(id);
        return ledger.totals(id);
    }

    List<LedgerEntry> calls(String id, int most) {
        find(id);
        return ledger.latest(id, most);
    }

    private Grant read(Form form, @Nullable Grant before) {
        Grant old = before == null ? Grant.named("") : before;
        String name = form.name("name", before == null ? null : old.profile().name());
        boolean enabled = form.flag("enabled", old.enabled());
        Instant expires = form.time("expires_at", old.expiry() instanceof Expiry.At at ? at.time() : null);
        int concurrency = form.whole("concurrency", old.limits().concurrency(), 0, MOST_CALLS_AT_ONCE);
        if (before == null && expires != null && !expires.isAfter(clock.instant())) {
            form.wrong("expires_at", "must be in the future");
        }
        form.finish();
        return old.with(old.profile().renamed(name))
                .switched(enabled)
                .with(expires == null ? Expiry.NEVER : new Expiry.At(expires))
                .with(Limits.concurrent(concurrency));
    }
}
