package org.llmrelay.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Pass;
import org.llmrelay.secret.Secret;

/** Tokens that an operator got elsewhere; empty texts where there are none. */
record PastedTokens(String access, String refresh, @Nullable Instant expires) {
    static final PastedTokens NONE = new PastedTokens("", "", null);
    private static final int LONGEST = 16_000;

    static PastedTokens read(Form form) {
        return new PastedTokens(
                form.line("access_token", "", LONGEST),
                form.line("refresh_token", "", LONGEST),
                form.time("expires_at", null));
    }

    boolean isEmpty() {
        return access.isEmpty() && refresh.isEmpty();
    }

    Pass pass() {
        return new Pass(Secret.of(access), refresh.isEmpty() ? null : Secret.of(refresh), expires, List.of(), Map.of());
    }

    /** Hides the tokens. */
    @Override
    public String toString() {
        return "PastedTokens";
    }
}
