package org.llmrelay.redis;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmrelay.key.Client;
import org.llmrelay.key.Glob;
import org.llmrelay.key.Rights;

/** What a key may be used for, as it is kept. */
record StoredRights(
        List<String> services, List<String> allowed, List<String> blocked, List<String> clients, List<String> agents) {

    static StoredRights of(Rights rights) {
        return new StoredRights(
                rights.services().stream().sorted().toList(),
                texts(rights.models().allowed()),
                texts(rights.models().blocked()),
                rights.clients().known().stream().map(Client::code).sorted().toList(),
                texts(rights.clients().userAgents()));
    }

    static Rights read(@Nullable StoredRights stored) {
        return stored == null ? Rights.ALL : stored.toRights();
    }

    private Rights toRights() {
        return new Rights(
                Set.copyOf(services),
                new Rights.Models(globs(allowed), globs(blocked)),
                new Rights.Clients(
                        clients.stream().map(StoredRights::client).collect(Collectors.toSet()), globs(agents)));
    }

    // A client that only a newer node knows must not become "every client".
    private static Client client(String code) {
        return Client.named(code)
                .orElseThrow(() -> new IllegalArgumentException("client: " + code + " (expected: a known one)"));
    }

    private static List<String> texts(List<Glob> globs) {
        return globs.stream().map(Glob::pattern).toList();
    }

    private static List<Glob> globs(List<String> patterns) {
        return Objects.requireNonNull(patterns).stream().map(Glob::new).toList();
    }
}
