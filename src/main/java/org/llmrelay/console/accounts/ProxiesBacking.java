package org.llmrelay.console.accounts;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.llmrelay.admin.Desks;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;

/** Named proxies. */
@Named
@RequestScoped
public class ProxiesBacking {
    @Inject
    Desks desks;

    @Inject
    Acts acts;

    /** {@code Proxy}s of the API. */
    public List<Map<String, Object>> getNamed() {
        return acts.look(() -> desks.roads().proxies().all().stream()
                        .map(named -> Shapes.of(desks.roads().proxies().body(named)))
                        .toList())
                .orElse(List.of());
    }
}
