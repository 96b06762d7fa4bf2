package org.llmrelay.api.admin;

import java.util.Set;
import java.util.concurrent.Executor;
import org.llmrelay.admin.Desks;
import org.llmrelay.signin.Sessions;
import org.llmrelay.signin.SignIn;

/** The admin API in one piece: all that JAX-RS has to know, one instance each. */
public final class AdminApi {
    /** A few: others need the executor, too. */
    private static final int MOST_ERRANDS = 4;

    private final Desks desks;
    private final SignIn signIn;
    private final Sessions sessions;
    private final Later later;

    /** @param executor does what takes its time, and may be blocked */
    public AdminApi(Desks desks, Doors doors, Executor executor) {
        this.desks = desks;
        this.signIn = doors.signIn();
        this.sessions = doors.sessions();
        this.later = new Later(executor, MOST_ERRANDS);
    }

    /** How people come in. */
    public record Doors(SignIn signIn, Sessions sessions) {}

    Sessions sessions() {
        return sessions;
    }

    /** The resources, one instance each. */
    Set<Object> resources() {
        return Set.of(
                new SessionResource(signIn, desks.house().people()),
                new UsersResource(desks.house().people()),
                new AuditResource(desks.house().audit()),
                new KindsResource(desks.choices().kinds()),
                new AccountsResource(desks.accounts()),
                new AccountResource(desks.accounts(), desks.choices().scheduling(), later),
                new GroupsResource(desks.choices().groups()),
                new SchedulingResource(desks.choices().scheduling()),
                new AccountRouteResource(desks.accounts(), desks.roads().routes(), later),
                new SettingsResource(desks.house().settings()),
                new OriginsResource(desks.roads().origins()),
                new ProxiesResource(desks.roads().proxies()),
                new ProxyResource(desks.roads().proxies()),
                new ProxyTrialResource(desks.roads().routes(), later),
                new SignInsResource(desks.signIns(), later),
                new CredentialResource(desks.signIns(), later),
                new KeysResource(desks.keys(), desks.registry().keys()),
                new KeyResource(desks.keys()),
                new KeyLinkResource(desks.registry().holders()),
                new KeyBatchResource(desks.keys()),
                new KeyRefusalsResource(desks.books().inquiries()),
                new ExplainResource(desks.books().inquiries()),
                new PricesResource(desks.prices()),
                new EncryptionResource(desks.ring()),
                new BackupResource(desks.backups(), later),
                new ImportResource(desks.movers().imports(), later),
                new UsageResource(desks.books().usage()),
                new CallsResource(desks.books().calls()),
                new LedgerResource(desks.books().ledger()),
                new OpenApiResource());
    }

    /** What the resources need around them; the surface adds the mapper. */
    Set<Object> providers() {
        return Set.of(
                new TakenBodyFilter(),
                new SignedInFilter(sessions),
                new AuditFilter(desks.house().audit()),
                new FormReader(),
                new BodyWriter());
    }
}
