package org.llmrelay.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.llmrelay.config.Deployment;
import org.llmrelay.config.MicroProfileSource;
import org.llmrelay.config.ServerSecrets;
import org.llmrelay.key.KeyMint;
import org.llmrelay.provider.Kind;
import org.llmrelay.provider.OAuth;
import org.llmrelay.redis.RedisStore;
import org.llmrelay.secret.Vault;

/** What is settled at start: settings, secrets, the clock. */
@ApplicationScoped
public class DeploymentProducer {
    private static final String HASHING = "api-keys";

    @Produces
    @Singleton
    Deployment deployment(@Any Instance<Kind> kinds) {
        return Deployment.read(
                new MicroProfileSource(ConfigProvider.getConfig()),
                kinds.stream()
                        .flatMap(kind -> kind.oauth().stream())
                        .map(OAuth::settings)
                        .toList());
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    Vault vault(Deployment deployment) {
        ServerSecrets secrets = deployment.secrets();
        return new Vault(secrets.encryption(), secrets.formerEncryption());
    }

    @Produces
    @Singleton
    KeyMint keyMint(Vault vault, RedisStore store) {
        return new KeyMint(vault.derive(HASHING), vault.deriveFormer(HASHING), store.foreignHashing());
    }
}
