package org.llmrelay.relay;

import java.util.Optional;
import org.llmrelay.account.Account;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.OAuth;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

/** A plain provider whose accounts sign in; 401 is a fault of theirs. */
final class SignedInProvider extends PlainProvider {
    static final String KIND = "signed-in";

    private final OAuth oauth;

    SignedInProvider(OAuth oauth) {
        this.oauth = oauth;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<OAuth> oauth() {
        return Optional.of(oauth);
    }

    @Override
    public UpstreamRequest prepare(Call call, Account account, Timeouts timeouts) {
        UpstreamRequest plain = super.prepare(call, account, timeouts);
        String token = account.connection()
                .secret(Account.Connection.ACCESS_TOKEN)
                .orElseThrow()
                .reveal();
        return new UpstreamRequest(
                plain.method(),
                plain.uri(),
                plain.headers().with("authorization", token),
                plain.body(),
                plain.route(),
                timeouts);
    }

    @Override
    public Optional<UpstreamFault> faultIn(int status, Headers headers) {
        return status == 401
                ? Optional.of(
                        new UpstreamFault(FailureKind.UPSTREAM_UNAUTHORIZED, UpstreamFault.Reach.ACCOUNT, status, null))
                : super.faultIn(status, headers);
    }
}
