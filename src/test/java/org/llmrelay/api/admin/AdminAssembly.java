package org.llmrelay.api.admin;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.AccountBody;
import org.llmrelay.admin.AccountDesk;
import org.llmrelay.admin.Audit;
import org.llmrelay.admin.BackupDesk;
import org.llmrelay.admin.BoundKeys;
import org.llmrelay.admin.CallDesk;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.GroupDesk;
import org.llmrelay.admin.HolderDesk;
import org.llmrelay.admin.ImportDesk;
import org.llmrelay.admin.InquiryDesk;
import org.llmrelay.admin.KeyDesk;
import org.llmrelay.admin.KeyRegister;
import org.llmrelay.admin.KindDesk;
import org.llmrelay.admin.LedgerDesk;
import org.llmrelay.admin.OriginDesk;
import org.llmrelay.admin.PeopleDesk;
import org.llmrelay.admin.Places;
import org.llmrelay.admin.PriceDesk;
import org.llmrelay.admin.ProxyDesk;
import org.llmrelay.admin.RouteDesk;
import org.llmrelay.admin.SchedulingDesk;
import org.llmrelay.admin.SettingsDesk;
import org.llmrelay.admin.SignInDesk;
import org.llmrelay.admin.UsageDesk;
import org.llmrelay.admin.UserBody;
import org.llmrelay.admission.Admission;
import org.llmrelay.admission.Explainer;
import org.llmrelay.admission.Habits;
import org.llmrelay.backup.Backup;
import org.llmrelay.backup.Restore;
import org.llmrelay.claim.Claims;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.key.KeyIssue;
import org.llmrelay.key.KeyLinks;
import org.llmrelay.moving.Import;
import org.llmrelay.pricing.Pricer;
import org.llmrelay.provider.Kind;
import org.llmrelay.provider.OAuthClient;
import org.llmrelay.relay.AccountCheck;
import org.llmrelay.relay.Providers;
import org.llmrelay.renewal.AccountSignIns;
import org.llmrelay.renewal.FakeKind;
import org.llmrelay.renewal.OAuthKinds;
import org.llmrelay.renewal.Renewal;
import org.llmrelay.renewal.RenewalNotes;
import org.llmrelay.renewal.Renewals;
import org.llmrelay.renewal.ScriptedOAuth;
import org.llmrelay.route.Targets;
import org.llmrelay.scheduling.Scheduler;
import org.llmrelay.scheduling.SchedulingEvents;
import org.llmrelay.secret.Resealing;
import org.llmrelay.secret.Secret;
import org.llmrelay.signin.InMemoryUsers;
import org.llmrelay.signin.Passwords;
import org.llmrelay.signin.People;
import org.llmrelay.signin.Role;
import org.llmrelay.signin.Sessions;
import org.llmrelay.signin.SignIn;
import org.llmrelay.signin.Tokens;
import org.llmrelay.signin.User;
import org.llmrelay.signin.Users;
import org.llmrelay.upstream.Answer;
import org.llmrelay.usage.CallSearch;
import org.llmrelay.usage.Recomputation;
import org.llmrelay.usage.Reports;
import org.llmrelay.usage.Repricing;
import org.llmrelay.usage.RollUp;
import org.llmrelay.usage.Upkeep;
import org.llmrelay.wire.anthropic.AnthropicDialect;

/** The desks of the admin API over the stores of a world. */
final class AdminAssembly {
    private final AdminWorld world;
    private @Nullable Desks desks;

    AdminAssembly(AdminWorld world) {
        this.world = world;
    }

    /** The desks of the API that was made last. */
    Desks desks() {
        return Objects.requireNonNull(desks);
    }

    AdminApi api() {
        Places places = new Places(world.accounts, world.groups);
        BoundKeys bound = new BoundKeys(world.keys, places);
        List<Kind> kinds = List.of(
                new FakeProvider(),
                new FakeKind("fake-oauth", world.oauth),
                new FakeKind("unset-oauth", new ScriptedOAuth("UNSET")));
        OAuthKinds oauthKinds = new OAuthKinds(
                kinds, Map.of("SCRIPTED", new OAuthClient(world.oauth.settings(), "me", null, Map.of())));
        Random random = new Random(7);
        Passwords passwords = new Passwords(3);
        Users users = new InMemoryUsers();
        for (Role role : Role.values()) {
            users.save(
                    new User(role.code(), passwords.hash(Secret.of(AdminWorld.PASSWORD)), role, world.clock.instant()));
        }
        Tokens tokens = new Tokens(new byte[32], Duration.ofHours(12), world.clock);
        Sessions sessions = new Sessions(tokens, users, world.clock);
        SignIn signIn = new SignIn(users, passwords, tokens, world.clock);
        AccountDesk accountDesk =
                new AccountDesk(stores(places, bound), kinds, Targets.publicOnly(), world.clock, random);
        SettingsDesk settings = new SettingsDesk(world.settings, world.saved, ZoneOffset.UTC);
        KeyDesk keyDesk = keyDesk(places, settings, random);
        desks = new Desks(
                accountDesk,
                new Desks.Choices(
                        new KindDesk(kinds, oauthKinds),
                        new GroupDesk(places, bound, world.clock, random),
                        schedulingDesk()),
                keyDesk,
                registry(keyDesk, places),
                new PriceDesk(world.prices, world.overrides, world.unpriced),
                signIns(accountDesk, oauthKinds, random),
                new Desks.KeyRing(world.vault, new Resealing(world.vault, List.of(world.sealed))),
                movers(kinds),
                books(),
                new Desks.Roads(
                        new ProxyDesk(world.proxies, world.accounts, world.clock, random),
                        new RouteDesk(world.check, world.proxies, List.of(new FakeProvider())),
                        new OriginDesk(world.origins)),
                house(
                        new PeopleDesk(new People(users, passwords, tokens, sessions, world.clock), signIn),
                        settings,
                        accountDesk));
        return new AdminApi(desks, new AdminApi.Doors(signIn, sessions), Runnable::run);
    }

    private KeyDesk keyDesk(Places places, SettingsDesk settings, Random random) {
        return new KeyDesk(
                world.keys,
                new KeyIssue(world.keys, world.mint, world.clock, random),
                new KeyDesk.Books(world.ledger, world.gate),
                new KeyDesk.Terms(places, settings::keyLimits),
                world.clock);
    }

    private Desks.House house(PeopleDesk people, SettingsDesk settings, AccountDesk accounts) {
        Audit audit = new Audit(
                world.auditLog,
                Map.of(
                        "accounts", id -> AccountBody.of(accounts.find(id)),
                        "users", username -> UserBody.of(people.find(username)),
                        "settings", id -> settings.audited(world.origins.current())),
                world.clock,
                fault -> {
                    throw new AssertionError(fault);
                });
        return new Desks.House(people, audit, settings);
    }

    private SignInDesk signIns(AccountDesk accounts, OAuthKinds kinds, Random random) {
        Renewal.Stores stores = new Renewal.Stores(world.accounts, world.credentials, world.standings);
        Renewal.Ways ways = new Renewal.Ways(
                request -> new CompletableFuture<>(), Runnable::run, world.clock, random, new RenewalNotes());
        return new SignInDesk(
                accounts,
                stores,
                new AccountSignIns(world.pending, kinds, ways),
                new Renewal(stores, kinds, ways),
                world.clock);
    }

    private AccountDesk.Stores stores(Places places, BoundKeys bound) {
        return new AccountDesk.Stores(
                places,
                bound,
                new AccountDesk.Facts(world.standings, world.quotas, world.checks),
                world.leases,
                world.proxies);
    }

    private Desks.Movers movers(List<Kind> kinds) {
        Import.Stores stores = new Import.Stores(
                world.groups, world.accounts, world.credentials, world.keys, world.gate, world.foreignHashing);
        return new Desks.Movers(
                new BackupDesk(
                        new Backup(List.of(world.shelf), world.vault, world.clock),
                        new Restore(List.of(world.shelf), world.vault)),
                new ImportDesk(new Import(stores, kinds, world.clock), world.otherRelay, world.clock));
    }

    private Desks.Registry registry(KeyDesk desk, Places places) {
        HolderDesk.Sources sources = new HolderDesk.Sources(
                desk,
                world.ledger,
                places,
                world.standings,
                Map.of("claude", Set.of(new FakeProvider().kind())),
                world.calendar);
        return new Desks.Registry(
                new KeyRegister(world.keys, new Reports(world.counters, world.calendar), world.calendar),
                new HolderDesk(world.keys, world.mint, new KeyLinks(world.links, world.keys, world.mint), sources));
    }

    private InquiryDesk inquiries() {
        Explainer explainer =
                new Explainer(new Admission.Stations(world.gate, new Habits(), world.valuation), world.clock);
        return new InquiryDesk(
                world.keys,
                new InquiryDesk.Sources(world.refusals, world.refusalBook, explainer),
                List.of(new AnthropicDialect()),
                world.clock);
    }

    private Desks.Books books() {
        CallSearch search = new CallSearch(world.ledger.archive(), world.counters, world.calendar);
        return new Desks.Books(
                new UsageDesk(new Reports(world.counters, world.calendar), world.calendar, world.keys, world.accounts),
                new CallDesk(search, world.calendar),
                new LedgerDesk(
                        new Repricing(
                                search,
                                world.ledger.archive(),
                                new Pricer(world.prices::table, Pricer.Policy.USUAL),
                                world.claims),
                        new Recomputation(
                                new Upkeep.Stores(world.ledger.archive(), world.counters, world.claims),
                                new RollUp(world.ledger.archive(), world.counters, world.calendar),
                                world.calendar,
                                Duration.ofDays(90)),
                        world.calendar),
                inquiries());
    }

    private SchedulingDesk schedulingDesk() {
        Providers providers = new Providers(List.of(new FakeProvider()));
        Scheduler scheduler = new Scheduler(
                new Scheduler.Sources(world.accounts, world.groups, world.standings, world.quotas, world.leases),
                world.settings,
                new QuietEvents(),
                world.clock);
        AccountCheck accountCheck = new AccountCheck(
                new AccountCheck.Stores(world.accounts, new NoClaims(), world.checks, Renewals.none(world.clock)),
                scheduler.aftermath(),
                providers,
                request -> CompletableFuture.completedFuture(
                        new Answer.Unanswered(UpstreamFault.silent(FailureKind.UPSTREAM_UNREACHABLE))),
                Runnable::run,
                world.clock);
        return new SchedulingDesk(
                world.keys,
                world.leases,
                new SchedulingDesk.Engine(scheduler, providers, (dialect, model) -> "family", accountCheck));
    }

    private static final class NoClaims implements Claims {
        @Override
        public boolean take(String work, Duration lasting) {
            return false;
        }

        @Override
        public void release(String work) {}
    }

    private static final class QuietEvents implements SchedulingEvents {
        @Override
        public void accountRests(String account, String family, String cause, Duration rest, boolean needsAttention) {}

        @Override
        public void accountRecovered(String account, String family) {}
    }
}
