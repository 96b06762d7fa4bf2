package org.llmrelay.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.llmrelay.secret.Secret;

/** What came of beginning a sign-in. */
public sealed interface SignInStart {

    /**
     * The operator can sign in.
     *
     * @param link where
     * @param userCode what is shown there to be confirmed, or null
     * @param device what the authorization server calls this attempt, or null
     * @param pause how long to wait between two questions whether it worked; zero where nobody asks
     */
    record Opened(
            String link,
            @Nullable String userCode,
            @Nullable Secret device,
            Duration pause) implements SignInStart {

        /** A link at which a code is given. */
        public static Opened at(String link) {
            return new Opened(link, null, null, Duration.ZERO);
        }
    }

    /** The authorization server wants nothing to do with it. */
    record NotOpened(TokenAnswer why) implements SignInStart {}
}
