package org.llmrelay.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.llmrelay.account.Standings;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.HolderDesk;
import org.llmrelay.admin.KeyDesk;
import org.llmrelay.admin.KeyRegister;
import org.llmrelay.admin.Places;
import org.llmrelay.key.KeyLinks;
import org.llmrelay.key.KeyMint;
import org.llmrelay.key.Keys;
import org.llmrelay.redis.RedisStore;
import org.llmrelay.usage.Reports;
import org.llmrelay.wire.openai.ChatDialect;
import org.llmrelay.wire.openai.ResponsesDialect;

/** The list of keys, and what their holders may know. */
@ApplicationScoped
public class RegistryProducer {
    private static final String ANTHROPIC = "anthropic";

    /** What callers of each service speak. */
    private static final Map<String, List<String>> DIALECTS = Map.of(
            "claude", List.of(ANTHROPIC),
            "openai", List.of(ResponsesDialect.ID, ChatDialect.ID),
            "gemini", List.of("gemini"),
            "droid", List.of(ANTHROPIC, ResponsesDialect.ID, ChatDialect.ID));

    @Produces
    @Singleton
    Desks.Registry registry(
            RedisStore store,
            Keys keys,
            KeyMint mint,
            KeyDesk desk,
            Places places,
            Standings standings,
            Reports reports,
            Facts facts) {
        Map<String, Set<String>> kinds = DIALECTS.keySet().stream()
                .collect(Collectors.toMap(service -> service, service -> kinds(service, facts)));
        return new Desks.Registry(
                new KeyRegister(keys, reports, facts.calendar),
                new HolderDesk(
                        keys,
                        mint,
                        new KeyLinks(store.links(), keys, mint),
                        new HolderDesk.Sources(desk, facts.ledger, places, standings, kinds, facts.calendar)));
    }

    private static Set<String> kinds(String service, Facts facts) {
        return DIALECTS.getOrDefault(service, List.of()).stream()
                .flatMap(dialect -> facts.providers.kindsFor(dialect, service).stream())
                .collect(Collectors.toSet());
    }
}
