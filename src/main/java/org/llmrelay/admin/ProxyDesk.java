package org.llmrelay.admin;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Accounts;
import org.llmrelay.route.NamedProxy;
import org.llmrelay.route.Proxies;
import org.llmrelay.route.Proxy;
import org.llmrelay.route.Way;

/** What an operator does with named proxies. Throws {@link ProblemException} where it cannot be done. Thread-safe when {@code random} is. */
public final class ProxyDesk {
    private final Proxies proxies;
    private final Accounts accounts;
    private final InstantSource clock;
    private final RandomGenerator random;

    public ProxyDesk(Proxies proxies, Accounts accounts, InstantSource clock, RandomGenerator random) {
        this.proxies = proxies;
        this.accounts = accounts;
        this.clock = clock;
        this.random = random;
    }

    public List<NamedProxy> all() {
        return proxies.all();
    }

    public NamedProxy find(String id) {
        return proxies.find(id).orElseThrow(() -> new ProblemException(Problem.notFound("proxy", id)));
    }

    public ProxyBody body(NamedProxy named) {
        return ProxyBody.of(
                named,
                accounts.all().stream().filter(account -> uses(account, named)).toList());
    }

    private static boolean uses(Account account, NamedProxy named) {
        return account.connection().way() instanceof Way.Shared shared
                && shared.named().id().equals(named.id());
    }

    public NamedProxy create(Form form) {
        String id = "prx_%016x".formatted(random.nextLong());
        return save(form, null, id);
    }

    public NamedProxy change(String id, Form form) {
        return save(form, find(id), id);
    }

    private NamedProxy save(Form form, @Nullable NamedProxy before, String id) {
        String name = form.name("name", before == null ? null : before.name());
        Optional<Proxy> proxy = ProxyForm.proxy(form, before == null ? null : before.proxy());
        form.finish();
        NamedProxy after = new NamedProxy(
                id,
                name,
                proxy.orElseThrow(() -> new IllegalStateException("a form without mistakes gives a proxy")),
                before == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : before.created());
        if (all().stream()
                .anyMatch(other ->
                        other.name().equalsIgnoreCase(name) && !other.id().equals(id))) {
            throw new ProblemException(Problem.conflict("There is another proxy with the name " + name));
        }
        proxies.save(after);
        return after;
    }

    public void delete(String id) {
        switch (proxies.delete(id)) {
            case DELETED -> {}
            case IN_USE ->
                throw new ProblemException(
                        Problem.conflict("The proxy is in use: give its accounts another one first"));
            case UNKNOWN -> throw new ProblemException(Problem.notFound("proxy", id));
        }
    }
}
