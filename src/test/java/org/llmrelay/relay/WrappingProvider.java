package org.llmrelay.relay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.llmrelay.account.Account;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.failure.UpstreamFault.Reach;
import org.llmrelay.provider.BodyTurn;
import org.llmrelay.provider.TurnedExchange;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamExchange;
import org.llmrelay.upstream.UpstreamRequest;

/** A provider whose upstreams shout, and whose accounts have two credentials; one that was refused is not used again. */
final class WrappingProvider extends PlainProvider {
    static final String KIND = "wrapping";

    private static final List<String> KEYS = List.of("one", "two");

    private final Set<String> refused = new HashSet<>();

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public UpstreamRequest prepare(Call call, Account account, Timeouts timeouts) {
        UpstreamRequest plain = super.prepare(call, account, timeouts);
        String key =
                KEYS.stream().filter(one -> !refused.contains(one)).findFirst().orElse(KEYS.get(0));
        return new UpstreamRequest(
                plain.method(),
                plain.uri(),
                Headers.of("authorization", key),
                plain.body(),
                plain.route(),
                plain.timeouts());
    }

    @Override
    public UpstreamExchange unwrapped(Call call, UpstreamExchange answer) {
        return new TurnedExchange(answer, answer.headers(), new Quietly());
    }

    @Override
    public Optional<UpstreamFault> faultIn(int status, Headers headers) {
        return status == 401
                ? Optional.of(new UpstreamFault(FailureKind.UPSTREAM_UNAUTHORIZED, Reach.ACCOUNT, 401, null))
                : super.faultIn(status, headers);
    }

    @Override
    public Optional<UpstreamFault> forAccount(UpstreamFault fault, Account account, UpstreamRequest asked) {
        if (fault.kind() != FailureKind.UPSTREAM_UNAUTHORIZED) {
            return Optional.of(fault);
        }
        refused.add(asked.headers().first("authorization").orElseThrow());
        return refused.containsAll(KEYS) ? Optional.of(fault) : Optional.empty();
    }

    private static final class Quietly implements BodyTurn {
        @Override
        public boolean take(ByteBuffer bytes, Consumer<byte[]> turned) {
            String loud = StandardCharsets.US_ASCII.decode(bytes).toString();
            turned.accept(loud.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
            return true;
        }

        @Override
        public boolean end(Consumer<byte[]> turned) {
            return true;
        }
    }
}
