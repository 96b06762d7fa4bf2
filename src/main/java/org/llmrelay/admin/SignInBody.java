package org.llmrelay.admin;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.llmrelay.provider.OAuth;
import org.llmrelay.provider.SignInStart;
import org.llmrelay.renewal.AccountSignIns.Begun;
import org.llmrelay.renewal.PendingSignIn;

/**
 * A sign-in that has been begun.
 *
 * @param account the account that is signed in anew, or null
 * @param style {@code code}: bring back a code; {@code device}: confirm the user code, then ask whether it worked
 * @param pollSeconds how long to wait between two questions; 0 where nobody asks
 */
record SignInBody(
        String id,
        String kind,
        String way,
        String style,
        @Nullable String account,
        String link,
        @Nullable String userCode,
        long pollSeconds,
        String notice,
        Instant expiresAt)
        implements JsonBody {

    static SignInBody of(Begun.Waiting begun, OAuth oauth) {
        PendingSignIn pending = begun.pending();
        SignInStart.Opened opened = begun.opened();
        return new SignInBody(
                pending.id(),
                pending.kind(),
                begun.way().id(),
                begun.way().style().name().toLowerCase(Locale.ROOT),
                pending.account(),
                opened.link(),
                opened.userCode(),
                opened.pause().toSeconds(),
                oauth.notice(),
                pending.expires());
    }
}
