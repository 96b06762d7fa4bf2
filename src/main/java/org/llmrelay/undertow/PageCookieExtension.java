package org.llmrelay.undertow;

import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.SessionConfigWrapper;
import jakarta.servlet.ServletContext;

/**
 * Gives the cookies of pages' sessions what the deployment descriptor asks for in vain: Undertow leaves its attributes of cookies out, and knows no TLS that
 * ends before it. Undertow finds this class itself, by its service file. Thread-safe.
 */
public final class PageCookieExtension implements ServletExtension {

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        SessionConfigWrapper before = deployment.getSessionConfigWrapper();
        deployment.setSessionConfigWrapper(
                (config, made) -> new GuardedSessionConfig(before == null ? config : before.wrap(config, made)));
    }
}
