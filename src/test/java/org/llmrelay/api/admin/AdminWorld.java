package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.jspecify.annotations.Nullable;
import org.llmrelay.ManualClock;
import org.llmrelay.account.Accounts;
import org.llmrelay.account.Groups;
import org.llmrelay.account.InMemoryAccounts;
import org.llmrelay.account.InMemoryChecks;
import org.llmrelay.account.InMemoryCredentials;
import org.llmrelay.account.InMemoryGroups;
import org.llmrelay.account.InMemoryQuotas;
import org.llmrelay.account.InMemoryStandings;
import org.llmrelay.account.Quotas;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.Json;
import org.llmrelay.admission.InMemoryRefusals;
import org.llmrelay.admission.RefusalBook;
import org.llmrelay.admission.Valuation;
import org.llmrelay.api.Surface;
import org.llmrelay.audit.InMemoryAuditLog;
import org.llmrelay.backup.InMemoryShelf;
import org.llmrelay.claim.InMemoryClaims;
import org.llmrelay.key.InMemoryForeignHashing;
import org.llmrelay.key.InMemoryKeys;
import org.llmrelay.key.InMemoryLinks;
import org.llmrelay.key.KeyMint;
import org.llmrelay.key.Keys;
import org.llmrelay.limit.Entrants;
import org.llmrelay.limit.InMemoryGate;
import org.llmrelay.limit.InMemoryLeases;
import org.llmrelay.moving.OtherRelay;
import org.llmrelay.pricing.InMemoryPriceOverrides;
import org.llmrelay.pricing.InMemoryUnpricedModels;
import org.llmrelay.pricing.PriceBook;
import org.llmrelay.pricing.PriceOverrides;
import org.llmrelay.pricing.PricesConfig;
import org.llmrelay.pricing.PricingNotes;
import org.llmrelay.pricing.UnpricedModels;
import org.llmrelay.renewal.InMemoryPendingSignIns;
import org.llmrelay.renewal.ScriptedOAuth;
import org.llmrelay.route.InMemoryProxies;
import org.llmrelay.route.Proxies;
import org.llmrelay.secret.InMemorySealedRecords;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;
import org.llmrelay.settings.InMemoryOriginRules;
import org.llmrelay.settings.InMemorySavedSettings;
import org.llmrelay.settings.OriginRules;
import org.llmrelay.settings.RelaySettings;
import org.llmrelay.settings.Settings;
import org.llmrelay.signin.Role;
import org.llmrelay.upstream.RouteCheck;
import org.llmrelay.usage.Bookings;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.InMemoryCounters;
import org.llmrelay.usage.InMemoryLedger;
import org.llmrelay.usage.LedgerEntry;
import org.llmrelay.usage.RollUp;

/** The admin API over stores in memory, called through JAX-RS without a container. Every answer is held against the description. */
public final class AdminWorld {
    static final String ROOT = "/admin/api/v1";
    static final String PASSWORD = "correct horse";

    final InMemoryAuditLog auditLog = new InMemoryAuditLog();
    final ManualClock clock = ManualClock.atNoon();
    final InMemoryStandings standings = new InMemoryStandings(clock);
    final Groups groups = new InMemoryGroups();
    final Quotas quotas = new InMemoryQuotas();
    final InMemoryChecks checks = new InMemoryChecks();
    final Accounts accounts = new InMemoryAccounts(standings);
    final Proxies proxies = new InMemoryProxies(accounts);
    final OriginRules origins = new InMemoryOriginRules();
    final InMemorySavedSettings saved = new InMemorySavedSettings();
    final Settings settings = new Settings(RelaySettings.DEFAULTS, saved);
    final FakeRoutes routes = new FakeRoutes();
    final RouteCheck check = new RouteCheck(routes, routes, FakeRoutes.ECHO);
    final InMemoryCredentials credentials = new InMemoryCredentials(clock);
    final InMemoryPendingSignIns pending = new InMemoryPendingSignIns(clock);
    final ScriptedOAuth oauth = new ScriptedOAuth();
    final Keys keys;
    final InMemoryForeignHashing foreignHashing = new InMemoryForeignHashing();
    final OtherRelay otherRelay = new OtherRelay();
    final KeyMint mint = new KeyMint(new byte[32], List.of(), foreignHashing);
    final InMemoryGate gate = new InMemoryGate(clock);
    final InMemoryLeases leases = new InMemoryLeases(clock, gate);
    final InMemoryLedger ledger = new InMemoryLedger(gate, leases);
    final InMemoryCounters counters = new InMemoryCounters();
    final InMemoryClaims claims = new InMemoryClaims();
    final Calendar calendar = new Calendar(clock, ZoneOffset.UTC);
    final InMemoryRefusals refusals = new InMemoryRefusals();
    final RefusalBook refusalBook = new RefusalBook(refusals, Runnable::run);
    final Valuation valuation = (call, key, usage, worst) -> worst ? 900 : 300;
    final PriceOverrides overrides = new InMemoryPriceOverrides();
    final UnpricedModels unpriced = new InMemoryUnpricedModels();
    final PriceBook prices =
            new PriceBook(overrides, new PricesConfig(null, null, Path.of("none")), new PricingNotes(), clock);
    final Vault formerVault = new Vault(Secret.of("the old master of 32 characters or more"));
    final Vault vault = new Vault(
            Secret.of("the new master of 32 characters or more"),
            List.of(Secret.of("the old master of 32 characters or more")));
    final InMemorySealedRecords sealed = new InMemorySealedRecords();
    final InMemoryLinks links = new InMemoryLinks();
    final InMemoryShelf shelf = new InMemoryShelf("accounts", vault);
    final List<Throwable> faults = new ArrayList<>();

    private final Description description = Description.load();
    private final ApplicationHandler application;
    private final Desks desks;

    public AdminWorld() {
        this(new InMemoryKeys());
    }

    AdminWorld(Keys keys) {
        this.keys = keys;
        AdminAssembly assembly = new AdminAssembly(this);
        AdminApi api = assembly.api();
        this.desks = assembly.desks();
        this.application = new ApplicationHandler(new ResourceConfig()
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true)
                .register(new ProblemMapper(faults::add))
                .registerInstances(api.providers())
                .registerClasses(
                        api.resources().stream().<Class<?>>map(Object::getClass).collect(Collectors.toSet()))
                .register(new Bound(api.resources())));
    }

    Desks desks() {
        return desks;
    }

    Set<Object> resources() {
        return new AdminAssembly(this).api().resources();
    }

    /** The same over HTTP. */
    public Surface surface(ScheduledExecutorService timer) {
        return new AdminSurface(new AdminAssembly(this).api(), faults::add, InstantSource.system(), timer);
    }

    /** Books a call and counts it. */
    void book(LedgerEntry entry) {
        gate.enter(Entrants.entrant(entry.key(), entry.call(), 0, null));
        ledger.book(Bookings.of(entry));
        new RollUp(ledger.archive(), counters, calendar).run();
    }

    /** A person with a token. */
    Caller signedIn(Role role) {
        Reply reply =
                anybody().post("/session", "{\"username\":\"" + role.code() + "\",\"password\":\"" + PASSWORD + "\"}");
        return new Caller(reply.json().get("token").asText());
    }

    Caller operator() {
        return signedIn(Role.OPERATOR);
    }

    Caller viewer() {
        return signedIn(Role.VIEWER);
    }

    Caller anybody() {
        return new Caller(null);
    }

    /** Somebody who calls the API; paths are below its root. */
    final class Caller {
        private final @Nullable String token;

        Caller(@Nullable String token) {
            this.token = token;
        }

        Reply get(String path) {
            return send("GET", path, Map.of(), new byte[0]);
        }

        Reply delete(String path) {
            return send("DELETE", path, Map.of(), new byte[0]);
        }

        Reply post(String path, String json) {
            return send("POST", path, json);
        }

        Reply patch(String path, String json) {
            return send("PATCH", path, json);
        }

        Reply send(String method, String path, String json) {
            Map<String, String> headers = Map.of(HttpHeaders.CONTENT_TYPE, "application/json");
            return send(method, path, headers, json.getBytes(StandardCharsets.UTF_8));
        }

        Reply send(String method, String path, Map<String, String> headers, byte[] body) {
            ContainerRequest request = new ContainerRequest(
                    URI.create("http://relay/"),
                    URI.create("http://relay" + ROOT + path),
                    method,
                    null,
                    new MapPropertiesDelegate(),
                    application.getConfiguration());
            headers.forEach(request::header);
            if (token != null) {
                request.header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
            }
            request.setEntityStream(new ByteArrayInputStream(body));
            Reply reply = reply(request);
            String plain = ROOT + path.replaceAll("\\?.*", "");
            assertThat(description.mistakesIn(method, plain, reply))
                    .as("%s %s -> %s", method, plain, reply)
                    .isEmpty();
            return reply;
        }

        private Reply reply(ContainerRequest request) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                return new Reply(application.apply(request, out).get(), out.toString(StandardCharsets.UTF_8));
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What a container gives: the request, and resources that are there already. */
    private static final class Bound extends AbstractBinder {
        private final Set<Object> resources;

        Bound(Set<Object> resources) {
            this.resources = resources;
        }

        @Override
        protected void configure() {
            bind(request()).to(HttpServletRequest.class);
            resources.forEach(resource -> bind(resource).to((Type) resource.getClass()));
        }

        private static HttpServletRequest request() {
            return (HttpServletRequest) Proxy.newProxyInstance(
                    Bound.class.getClassLoader(),
                    new Class<?>[] {HttpServletRequest.class},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "getRemoteAddr" -> "192.0.2.1";
                        case "hashCode" -> 1;
                        default -> throw new UnsupportedOperationException(method.getName());
                    });
        }
    }

    /** What came back. */
    record Reply(ContainerResponse response, String text) {
        int status() {
            return response.getStatus();
        }

        String header(String name) {
            return String.valueOf(response.getHeaders().getFirst(name));
        }

        JsonNode json() {
            try {
                return Json.MAPPER.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The problem's mistakes as {@code field: detail}. */
        List<String> errors() {
            List<String> all = new ArrayList<>();
            json().path("errors")
                    .forEach(error -> all.add(error.get("field").asText() + ": "
                            + error.get("detail").asText()));
            return all;
        }

        @Override
        public String toString() {
            return status() + " " + text;
        }
    }
}
