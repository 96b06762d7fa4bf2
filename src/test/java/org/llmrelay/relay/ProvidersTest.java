package org.llmrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.llmrelay.provider.Clientele;

class ProvidersTest {
    private final Providers providers = new Providers(List.of(
            new OfKind("open", Clientele.ANYBODY),
            new OfKind("own", new Clientele(Set.of("mine"), false)),
            new OfKind("both", new Clientele(Set.of("mine", "yours"), true))));

    private static final class OfKind extends PlainProvider {
        private final String kind;
        private final Clientele clientele;

        OfKind(String kind, Clientele clientele) {
            this.kind = kind;
            this.clientele = clientele;
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public Clientele clientele() {
            return clientele;
        }
    }

    @Test
    void sendCallsOfAServiceThatIsClaimedToThoseWhoClaimIt() {
        assertThat(providers.kindsFor("plain", "mine")).containsExactlyInAnyOrder("own", "both");
        assertThat(providers.kindsFor("plain", "yours")).containsExactly("both");
    }

    @Test
    void sendCallsOfOtherServicesToThoseWhoAreOpen() {
        assertThat(providers.kindsFor("plain", "claude")).containsExactlyInAnyOrder("open", "both");
    }

    @Test
    void knowNobodyForADialectThatNobodySpeaks() {
        assertThat(providers.kindsFor("other", "mine")).isEmpty();
    }
}
