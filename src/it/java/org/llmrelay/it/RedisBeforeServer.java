package org.llmrelay.it;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.event.suite.AfterSuite;
import org.jboss.arquillian.test.spi.event.suite.BeforeSuite;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/** Runs an empty Redis at {@code RELAY_REDIS_URL}, from before the server starts until after it has stopped. */
public final class RedisBeforeServer implements LoadableExtension {
    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Lifecycle.class);
    }

    /** Observes the suite; Arquillian creates it. */
    public static final class Lifecycle {
        private static final int BEFORE_THE_CONTAINER = 100;
        private static final int AFTER_THE_CONTAINER = -100;

        private @Nullable RedisServer redis;

        /** Starts it. */
        public void start(@Observes(precedence = BEFORE_THE_CONTAINER) BeforeSuite event) throws IOException {
            redis = RedisServer.newRedisServer()
                    .executableProvider(executable())
                    .bind("127.0.0.1")
                    .port(URI.create(System.getenv("RELAY_REDIS_URL")).getPort())
                    .setting("save \"\"")
                    .build();
            redis.start();
        }

        /** Stops it. */
        public void stop(@Observes(precedence = AFTER_THE_CONTAINER) AfterSuite event) throws IOException {
            if (redis != null) {
                redis.stop();
            }
        }

        private static ExecutableProvider executable() {
            try {
                return ExecutableProvider.newExecutableInPath("redis-server");
            } catch (FileNotFoundException e) {
                return ExecutableProvider.newJarResourceProvider();
            }
        }
    }
}
