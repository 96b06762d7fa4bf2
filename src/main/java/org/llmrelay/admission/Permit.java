package org.llmrelay.admission;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Call;
import org.llmrelay.failure.Refusal;
import org.llmrelay.key.Client;
import org.llmrelay.key.Glob;
import org.llmrelay.key.Rights;

/** What a key's rights say to a request. Asks no store. Immutable. */
public record Permit(Rights rights) {

    /**
     * A request as far as its rights go, its model aside.
     *
     * @param path the path at the provider
     * @param userAgent null where none came
     */
    public record Visit(
            String service, String path, @Nullable String userAgent) {
        static Visit of(Call call) {
            Call.Request request = call.request();
            return new Visit(
                    call.service(),
                    request.path(),
                    request.headers().first("user-agent").orElse(null));
        }
    }

    /** Why a call is not let in: its service, its program or its model. */
    Optional<Refusal> objection(Call call) {
        return objection(Visit.of(call)).or(() -> objection(call.facts().model()));
    }

    /** Why nothing at all is for this visitor: the service or the program. */
    public Optional<Refusal> objection(Visit visit) {
        return objectionTo(visit.service()).or(() -> objectionTo(visit));
    }

    /** Why a service is not for the key. */
    Optional<Refusal> objectionTo(String service) {
        if (rights.services().isEmpty() || rights.services().contains(service)) {
            return Optional.empty();
        }
        String rule = "services " + listed(rights.services().stream().sorted());
        return Optional.of(new Refusal.ServiceNotGranted(service, rule));
    }

    /** Why the key is not for the program. */
    Optional<Refusal> objectionTo(Visit visit) {
        return isWelcome(visit) ? Optional.empty() : Optional.of(new Refusal.ClientNotGranted(clientRule()));
    }

    /** Why a model is not for the key. {@code model}: as the caller wrote it. */
    public Optional<Refusal> objection(String model) {
        Optional<Refusal> blocking = objectionToUpstreamName(model);
        if (blocking.isPresent()) {
            return blocking;
        }
        List<Glob> allowed = rights.models().allowed();
        if (allowed.isEmpty() || allowed.stream().anyMatch(glob -> glob.matches(model))) {
            return Optional.empty();
        }
        return Optional.of(new Refusal.ModelNotGranted(model, "models.allowed " + listed(allowed.stream())));
    }

    /** Why a model is not for the key under the name that an account asks its upstream for: what is allowed are names of callers. */
    public Optional<Refusal> objectionToUpstreamName(String model) {
        return rights.models().blocked().stream()
                .filter(glob -> glob.matches(model))
                .findFirst()
                .map(glob -> new Refusal.ModelNotGranted(model, "models.blocked " + glob));
    }

    private boolean isWelcome(Visit visit) {
        Rights.Clients clients = rights.clients();
        return clients.areAll()
                || clients.known().stream().anyMatch(client -> client.asks(visit.userAgent(), visit.path()))
                || clients.userAgents().stream().anyMatch(glob -> glob.matches(visit.userAgent()));
    }

    private String clientRule() {
        Stream<String> known =
                rights.clients().known().stream().map(Client::code).sorted();
        return "clients " + listed(Stream.concat(known, rights.clients().userAgents().stream()));
    }

    private static String listed(Stream<?> words) {
        return words.map(Object::toString).collect(Collectors.joining(", "));
    }
}
