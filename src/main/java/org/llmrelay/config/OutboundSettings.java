package org.llmrelay.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.route.Targets;

/** Where this node may go. Confined to one thread. */
final class OutboundSettings {
    private static final String ALLOWED = "RELAY_ALLOWED_TARGETS";
    private static final String ECHO = "RELAY_ADDRESS_ECHO_URL";

    private final Reading reading;

    OutboundSettings(Reading reading) {
        this.reading = reading;
    }

    Deployment.Outbound read() {
        return new Deployment.Outbound(targets(), addressEcho());
    }

    private Targets targets() {
        Optional<String> list = reading.text(ALLOWED);
        return list.isEmpty()
                ? Targets.publicOnly()
                : Targets.allowing(list.get())
                        .orElseGet(() -> reading.wrong(
                                ALLOWED,
                                list.get(),
                                "hosts, addresses and CIDRs such as gateway.internal,10.1.0.0/16,::1",
                                Targets.publicOnly()));
    }

    private @Nullable URI addressEcho() {
        String text = reading.text(ECHO).orElse(null);
        if (text == null) {
            return null;
        }
        try {
            URI uri = new URI(text);
            boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (isHttp && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        reading.wrong(ECHO, "a text of " + text.length() + " characters", "an http or https URL without a user", text);
        return null;
    }
}
