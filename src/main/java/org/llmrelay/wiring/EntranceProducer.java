package org.llmrelay.wiring;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.llmrelay.admin.Desks;
import org.llmrelay.admission.Callers;
import org.llmrelay.admission.Identity;
import org.llmrelay.admission.RefusalBook;
import org.llmrelay.api.BodyIntake;
import org.llmrelay.api.BrowserSurface;
import org.llmrelay.api.DialectFailures;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.EntranceConfig;
import org.llmrelay.api.HealthSurface;
import org.llmrelay.api.KeyHolders;
import org.llmrelay.api.ModelPages;
import org.llmrelay.api.Surface;
import org.llmrelay.api.admin.AdminApi;
import org.llmrelay.api.admin.AdminSurface;
import org.llmrelay.api.anthropic.AnthropicSurface;
import org.llmrelay.api.anthropic.KeyFactsResource;
import org.llmrelay.api.anthropic.ModelsResource;
import org.llmrelay.api.anthropic.OtherCallers;
import org.llmrelay.api.simulated.SimulatedRelay;
import org.llmrelay.api.simulated.SimulatedSurface;
import org.llmrelay.call.CallId;
import org.llmrelay.config.Deployment;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Grant;
import org.llmrelay.key.KeyHash;
import org.llmrelay.redis.RedisStore;
import org.llmrelay.relay.Dialects;
import org.llmrelay.relay.ModelCatalog;
import org.llmrelay.relay.RelayEngine;
import org.llmrelay.settings.OriginRules;
import org.llmrelay.signin.Sessions;
import org.llmrelay.signin.SignIn;
import org.llmrelay.wire.Dialect;

/** The doors, each a surface that the entrance mounts. */
@ApplicationScoped
public class EntranceProducer {
    private static final String ANTHROPIC = "anthropic";
    private static final String CLAUDE = "claude";

    @Resource
    ManagedScheduledExecutorService timer;

    @Resource
    ManagedExecutorService executor;

    @Produces
    @Singleton
    BodyIntake bodyIntake(Deployment deployment, InstantSource clock) {
        Deployment.Bodies bodies = deployment.bodies();
        long budget = EntranceConfig.DEFAULTS.bodyBudget();
        return new BodyIntake(new EntranceConfig(bodies.mostBytes(), budget, bodies.patience()), clock, timer);
    }

    @Produces
    @Singleton
    Entrance.Clerk clerk(InstantSource clock, RefusalBook refusals, AdapterLog log) {
        return new Entrance.Clerk(
                () -> CallId.next(clock.instant(), ThreadLocalRandom.current()), clock, refusals, log, executor);
    }

    @Produces
    @Singleton
    Entrance anthropicEntrance(
            Dialects dialects, RelayEngine engine, Callers callers, BodyIntake bodies, Entrance.Clerk clerk) {
        return new Entrance(
                new Entrance.Door(dialects.named(ANTHROPIC), CLAUDE), engine::relay, callers::identify, bodies, clerk);
    }

    @Produces
    @Singleton
    Surface anthropic(
            Entrance entrance,
            Callers callers,
            ModelCatalog catalog,
            ModelPages modelsByName,
            AdapterLog log,
            Facts facts) {
        DialectFailures failures = new DialectFailures(entrance, log);
        KeyHolders holders = new KeyHolders(callers::identify, CLAUDE, failures);
        return new AnthropicSurface(
                entrance,
                new ModelsResource(
                        holders, () -> catalog.models(CLAUDE, ANTHROPIC), new OtherCallers("/api", modelsByName)),
                new KeyFactsResource(holders, facts.ledger, facts.gate, facts.calendar),
                failures,
                AnthropicSurface.Way.valueOf(facts.deployment.entrance().name()));
    }

    /** Browsers come to the doors for callers only. */
    @Produces
    @Singleton
    Surface browsers(OriginRules origins) {
        return new BrowserSurface(
                List.of("/v1/*", "/api/*", "/claude/*", "/openai/*", "/gemini/*", "/droid/*", "/azure/*"),
                origins::current);
    }

    @Produces
    @Singleton
    Surface health(RedisStore store, Greeting greeting, Entrance entrance) {
        return new HealthSurface(
                List.of(() -> store.isReachable() ? List.of() : List.of("redis"), greeting::missing), entrance);
    }

    @Produces
    @Singleton
    Surface simulated(Dialects dialects, BodyIntake bodies, Entrance.Clerk clerk, Deployment deployment) {
        if (!deployment.simulatedUpstream()) {
            return new Surface() {};
        }
        Dialect dialect = dialects.named(ANTHROPIC);
        // Any key will do: there is nothing to protect.
        Identity anybody = new Identity.Known(new ApiKey(
                "anybody", new ApiKey.Imprint(new KeyHash(""), ""), Grant.named("anybody"), null, Instant.EPOCH));
        return new SimulatedSurface(new Entrance(
                new Entrance.Door(dialect, CLAUDE), new SimulatedRelay(dialect, timer), key -> anybody, bodies, clerk));
    }

    @Produces
    @Singleton
    Surface admin(Desks desks, SignIn signIn, Sessions sessions, Facts facts) {
        AdminApi api = new AdminApi(desks, new AdminApi.Doors(signIn, sessions), executor);
        return new AdminSurface(api, facts.log::adminBroke, facts.clock, timer);
    }
}
