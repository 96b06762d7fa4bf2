package org.llmrelay.account;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Quotas in memory, for tests. Thread-safe. */
public final class InMemoryQuotas implements Quotas {
    private final Map<String, Quota> quotas = new ConcurrentHashMap<>();

    @Override
    public Quota of(String account) {
        return quotas.getOrDefault(account, Quota.UNKNOWN);
    }

    @Override
    public void note(String account, Quota said) {
        quotas.merge(account, said, Quota::after);
    }
}
