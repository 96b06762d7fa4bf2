package org.llmrelay.admin;

import java.util.List;
import org.llmrelay.key.Client;
import org.llmrelay.key.Glob;
import org.llmrelay.key.Rights;

/** What a key may be used for, as it is shown; empty lists stand for everything, {@code models.blocked} for nothing. */
record RightsBody(List<String> services, Models models, List<String> clients, List<String> userAgents) {

    /** Models by patterns. */
    record Models(List<String> allowed, List<String> blocked) {}

    static RightsBody of(Rights rights) {
        return new RightsBody(
                rights.services().stream().sorted().toList(),
                new Models(
                        patterns(rights.models().allowed()),
                        patterns(rights.models().blocked())),
                rights.clients().known().stream().map(Client::code).sorted().toList(),
                patterns(rights.clients().userAgents()));
    }

    private static List<String> patterns(List<Glob> globs) {
        return globs.stream().map(Glob::pattern).toList();
    }
}
