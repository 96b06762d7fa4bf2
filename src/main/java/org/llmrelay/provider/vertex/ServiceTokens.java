package org.llmrelay.provider.vertex;

import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.llmrelay.account.Account;
import org.llmrelay.provider.Errand;
import org.llmrelay.provider.Minting;
import org.llmrelay.provider.TokenAnswer;
import org.llmrelay.provider.oauth.Encoding;
import org.llmrelay.provider.oauth.Parameters;
import org.llmrelay.provider.oauth.TokenEndpoint;

/** Tokens for service accounts. Thread-safe. */
final class ServiceTokens implements Minting {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final InstantSource clock;
    private final TokenEndpoint endpoint;

    ServiceTokens(InstantSource clock) {
        this.clock = clock;
        this.endpoint = new TokenEndpoint(Encoding.FORM, body -> Map.of(), clock);
    }

    @Override
    public CompletableFuture<TokenAnswer> mint(Account account, Errand errand) {
        Optional<ServiceAccount> service = VertexForm.serviceAccount(account.connection());
        if (service.isEmpty()) {
            return CompletableFuture.completedFuture(new TokenAnswer.Refused("no-service-account", true));
        }
        try {
            String assertion = service.get().assertion(clock.instant());
            return endpoint.ask(
                    service.get().tokenUri(), errand, Parameters.of("grant_type", GRANT, "assertion", assertion));
        } catch (GeneralSecurityException e) {
            return CompletableFuture.completedFuture(new TokenAnswer.Refused("unusable-key", true));
        }
    }
}
