package org.llmrelay.api.admin;

import java.util.Set;
import org.llmrelay.admin.Desks;
import org.llmrelay.signin.Sessions;
import org.llmrelay.signin.SignIn;

/** The admin API in one piece: all that JAX-RS has to know, one instance each. */
public final class AdminApi {
    private final Desks desks;
    private final SignIn signIn;
    private final Sessions sessions;

    public AdminApi(Desks desks, SignIn signIn, Sessions sessions) {
        this.desks = desks;
        this.signIn = signIn;
        this.sessions = sessions;
    }

    /** The resources, one instance each. */
    Set<Object> resources() {
        return Set.of(
                new SessionResource(signIn, desks.house().people()),
                new UsersResource(desks.house().people()),
                new AuditResource(desks.house().audit()),
                new KindsResource(desks.choices().kinds()),
                new AccountsResource(desks.accounts()),
                new AccountResource(desks.accounts(), desks.choices().scheduling()),
                new GroupsResource(desks.choices().groups()),
                new SchedulingResource(desks.choices().scheduling()),
                new AccountRouteResource(desks.accounts(), desks.roads().routes()),
                new ProxiesResource(desks.roads().proxies()),
                new ProxyResource(desks.roads().proxies()),
                new ProxyTrialResource(desks.roads().routes()),
                new SignInsResource(desks.signIns()),
                new CredentialResource(desks.signIns()),
                new KeysResource(desks.keys()),
                new KeyResource(desks.keys()),
                new KeyBatchResource(desks.keys()),
                new KeyRefusalsResource(desks.books().inquiries()),
                new ExplainResource(desks.books().inquiries()),
                new PricesResource(desks.prices()),
                new EncryptionResource(desks.ring()),
                new BackupResource(desks.backups()),
                new ImportResource(desks.movers().imports()),
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
