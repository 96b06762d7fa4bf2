package org.llmrelay.it;

import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.event.container.AfterStart;
import org.jboss.arquillian.container.spi.event.container.BeforeStop;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Has the relay on the server from its start to its stop: tests share it, because a deployment takes longer than most of them. */
public final class RelayOnServer implements LoadableExtension {
    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Lifecycle.class);
    }

    /** Observes the server; Arquillian creates it. */
    public static final class Lifecycle {
        private final WebArchive relay = RelayWar.built();

        /** Deploys it. */
        public void deploy(@Observes AfterStart event) throws DeploymentException {
            event.getDeployableContainer().deploy(relay);
        }

        /** Takes it off, because the server would keep it for its next start. */
        public void undeploy(@Observes BeforeStop event) throws DeploymentException {
            event.getDeployableContainer().undeploy(relay);
        }
    }
}
