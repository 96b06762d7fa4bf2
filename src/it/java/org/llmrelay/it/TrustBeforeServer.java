package org.llmrelay.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.event.suite.BeforeSuite;
import org.llmrelay.fake.SelfSigned;

/** Makes a certificate for {@code localhost} that the server under test trusts: its JVM is told of the file. */
public final class TrustBeforeServer implements LoadableExtension {
    /** What TLS servers in tests show. */
    static final SelfSigned CERTIFICATE = SelfSigned.make();

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Lifecycle.class);
    }

    /** Observes the suite; Arquillian creates it. */
    public static final class Lifecycle {
        private static final int BEFORE_THE_CONTAINER = 100;

        /** Writes the file. */
        public void write(@Observes(precedence = BEFORE_THE_CONTAINER) BeforeSuite event)
                throws IOException, GeneralSecurityException {
            try (OutputStream file = Files.newOutputStream(Path.of(System.getProperty("it.trust")))) {
                CERTIFICATE.keys().store(file, "password".toCharArray());
            }
        }
    }
}
