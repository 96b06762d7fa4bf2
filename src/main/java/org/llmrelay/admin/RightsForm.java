package org.llmrelay.admin;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.llmrelay.key.Client;
import org.llmrelay.key.Glob;
import org.llmrelay.key.Rights;

/** Reads what a key may be used for: see {@code Rights} in the description. */
final class RightsForm {
    private static final int MOST_PATTERNS = 100;
    private static final int LONGEST_PATTERN = 200;
    private static final Map<String, Client> CLIENTS = LimitsForm.words(Client.values(), Client::code);
    static final Map<String, String> SERVICES =
            new TreeMap<>(Rights.SERVICES.stream().collect(Collectors.toMap(name -> name, name -> name)));

    private RightsForm() {}

    static Rights read(Form form, Rights before) {
        RightsBody shown = RightsBody.of(before);
        Set<String> services = chosen(form, "services", shown.services(), SERVICES);
        Rights.Models models =
                form.inner("models", before.models(), Rights.Models.ALL, inside -> models(inside, shown.models()));
        Set<Client> clients = chosen(form, "clients", shown.clients(), CLIENTS);
        List<Glob> userAgents = globs(form, "user_agents", shown.userAgents());
        return new Rights(services, models, new Rights.Clients(clients, userAgents));
    }

    private static Rights.Models models(Form form, RightsBody.Models before) {
        return new Rights.Models(globs(form, "allowed", before.allowed()), globs(form, "blocked", before.blocked()));
    }

    private static List<Glob> globs(Form form, String field, List<String> before) {
        return form.lines(field, before, MOST_PATTERNS, LONGEST_PATTERN).stream()
                .map(Glob::new)
                .toList();
    }

    private static <T> Set<T> chosen(Form form, String field, List<String> before, Map<String, T> words) {
        List<String> lines = form.lines(field, before, MOST_PATTERNS, LONGEST_PATTERN);
        if (!words.keySet().containsAll(lines)) {
            form.wrong(field, "may hold only " + String.join(", ", words.keySet()));
        }
        return new HashSet<>(
                lines.stream().map(words::get).filter(Objects::nonNull).toList());
    }
}
