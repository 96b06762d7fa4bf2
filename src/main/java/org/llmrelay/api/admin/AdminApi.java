package org.llmrelay.api.admin;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.Executor;
import org.llmrelay.admin.Desks;
import org.llmrelay.provider.Kind;
import org.llmrelay.renewal.OAuthKinds;
import org.llmrelay.signin.Sessions;
import org.llmrelay.signin.SignIn;

/** The admin API in one piece: all that JAX-RS has to know, one instance each. */
public final class AdminApi {
    /** A few: others need the executor, too. */
    private static final int MOST_ERRANDS = 4;

    private final Desks desks;
    private final SignIn signIn;
    private final Sessions sessions;
    private final Collection<Kind> kinds;
    private final OAuthKinds oauth;
    private final Later later;

    /** @param executor does what takes its time, and may be blocked */
    public AdminApi(Desks desks, Doors doors, Collection<Kind> kinds, OAuthKinds oauth, Executor executor) {
        this.desks = desks;
        this.signIn = doors.signIn();
        this.sessions = doors.sessions();
        this.kinds = kinds;
        this.oauth = oauth;
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
                new KindsResource(kinds, oauth),
                new AccountsResource(desks.accounts()),
                new AccountResource(desks.accounts(), desks.choices().scheduling(), later),
                new GroupsResource(desks.choices().groups()),
                new SchedulingResource(desks.choices().scheduling()),
                new AccountRouteResource(desks.accounts(), desks.roads().routes(), later),
                new ProxiesResource(desks.roads().proxies()),
                new ProxyResource(desks.roads().proxies()),
                new ProxyTrialResource(desks.roads().routes(), later),
                new SignInsResource(desks.signIns(), later),
                new CredentialResource(desks.signIns(), later),
                new KeysResource(desks.keys()),
                new KeyResource(desks.keys()),
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
