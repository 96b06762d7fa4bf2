package org.llmrelay.api.admin;

import java.util.Collection;
import java.util.Set;
import org.llmrelay.provider.Provider;
import org.llmrelay.signin.SignIn;
import org.llmrelay.signin.Tokens;

/** The admin API in one piece: all that JAX-RS has to know, one instance each. */
public final class AdminApi {
    private final AccountDesk accounts;
    private final KeyDesk keys;
    private final SignIn signIn;
    private final Tokens tokens;
    private final Collection<Provider> providers;

    public AdminApi(AccountDesk accounts, KeyDesk keys, SignIn signIn, Tokens tokens, Collection<Provider> providers) {
        this.accounts = accounts;
        this.keys = keys;
        this.signIn = signIn;
        this.tokens = tokens;
        this.providers = providers;
    }

    /** The resources, one instance each. */
    Set<Object> resources() {
        return Set.of(
                new SessionResource(signIn),
                new KindsResource(providers),
                new AccountsResource(accounts),
                new AccountResource(accounts),
                new KeysResource(keys),
                new KeyResource(keys),
                new KeyBatchResource(keys),
                new OpenApiResource());
    }

    /** What the resources need around them; the surface adds the mapper. */
    Set<Object> providers() {
        return Set.of(new TakenBodyFilter(), new SignedInFilter(tokens), new FormReader(), new BodyWriter());
    }
}
