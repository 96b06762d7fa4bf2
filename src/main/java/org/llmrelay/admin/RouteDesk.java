package org.llmrelay.admin;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.llmrelay.account.Account;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.Provider;
import org.llmrelay.route.Proxies;
import org.llmrelay.route.Route;
import org.llmrelay.route.Way;
import org.llmrelay.upstream.RouteCheck;

/** Tries routes out for an operator. It waits for the outcome: half a minute at most. Thread-safe. */
public final class RouteDesk {
    private static final String OWNER = "trial";
    private static final int LONGEST_TARGET = 2000;

    private final RouteCheck check;
    private final ProxyForm forms;
    private final List<Provider> providers;

    public RouteDesk(RouteCheck check, Proxies proxies, Collection<Provider> providers) {
        this.check = check;
        this.forms = new ProxyForm(proxies);
        this.providers = List.copyOf(providers);
    }

    /** Tries a proxy that need not be stored, or none, with a target from the form or the echo. */
    public RouteBody tryOut(Form form) {
        if (!form.has("proxy")) {
            form.wrong("proxy", "is required, and null for none");
        }
        Way way = forms.way(form, "proxy", Way.DIRECT);
        String text = form.line("target", "", LONGEST_TARGET);
        Optional<URI> target = text.isEmpty() ? check.echo() : httpAddress(text);
        if (target.isEmpty() && form.isFine("target")) {
            form.wrong(
                    "target",
                    text.isEmpty()
                            ? "is required while RELAY_ADDRESS_ECHO_URL is not set"
                            : "must be an http or https URL without a user");
        }
        form.finish();
        return tryOut(new Route(OWNER, way.proxy()), target.orElseThrow());
    }

    /** Tries an account's own route to its upstream. */
    public RouteBody tryOut(Account account) {
        URI target = upstreamOf(account)
                .or(check::echo)
                .orElseThrow(
                        () -> new ProblemException(
                                Problem.conflict(
                                        "Nothing to connect to: the account names no upstream, and RELAY_ADDRESS_ECHO_URL is not set")));
        return tryOut(account.route(), target);
    }

    private RouteBody tryOut(Route route, URI target) {
        String shown = target.getHost() + ":" + port(target);
        try {
            return RouteBody.of(shown, check.of(route, target).join());
        } catch (CompletionException e) {
            throw new IllegalStateException("a check of a route did not complete normally", e);
        }
    }

    private static int port(URI target) {
        boolean tls = "https".equalsIgnoreCase(target.getScheme());
        return target.getPort() >= 0 ? target.getPort() : tls ? 443 : 80;
    }

    /** The first field of the account's kind that holds an address, or would by default. */
    private Optional<URI> upstreamOf(Account account) {
        return providers.stream()
                .filter(provider -> provider.kind().equals(account.kind()))
                .flatMap(provider -> provider.fields().stream())
                .filter(field -> !field.secret())
                .flatMap(field -> value(account, field))
                .flatMap(text -> httpAddress(text).stream())
                .findFirst();
    }

    private static Stream<String> value(Account account, AccountField field) {
        return account.connection().field(field.name()).or(() -> Optional.ofNullable(field.fallback())).stream();
    }

    /** An http or https address with a host and without a user. */
    public static Optional<URI> httpAddress(String text) {
        try {
            URI uri = new URI(text.strip());
            boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return isHttp && uri.getHost() != null && uri.getRawUserInfo() == null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
