package org.llmrelay.renewal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.llmrelay.account.Account;
import org.llmrelay.account.Pass;
import org.llmrelay.provider.Errand;
import org.llmrelay.provider.OAuth;
import org.llmrelay.provider.PastedCode;
import org.llmrelay.provider.SignInAttempt;
import org.llmrelay.provider.SignInStart;
import org.llmrelay.provider.TokenAnswer;
import org.llmrelay.secret.Secret;
import org.llmrelay.upstream.Upstream;

/**
 * Signs accounts in. What happens between the two steps is the operator's and the authorization server's business; what has to be remembered meanwhile lives ten
 * minutes, is bound to the operator, and is used once. Blocks for the store only. Thread-safe when {@code random} is.
 */
public final class AccountSignIns {
    /** How long an operator may take. */
    public static final Duration LASTING = Duration.ofMinutes(10);

    private static final int RANDOM_BYTES = 32;
    private static final int ID_BYTES = 16;

    private final PendingSignIns pending;
    private final OAuthKinds kinds;
    private final Upstream upstream;
    private final Executor executor;
    private final InstantSource clock;
    private final RandomGenerator random;

    public AccountSignIns(PendingSignIns pending, OAuthKinds kinds, Renewal.Ways ways) {
        this.pending = pending;
        this.kinds = kinds;
        this.upstream = ways.upstream();
        this.executor = ways.executor();
        this.clock = ways.clock();
        this.random = ways.random();
    }

    /** What came of beginning. */
    public sealed interface Begun {

        /** The operator can go on. */
        record Waiting(PendingSignIn pending, OAuth.Way way, SignInStart.Opened opened) implements Begun {}

        /** The authorization server refused, or could not be asked. {@code code}: why, in a word. */
        record Failed(String code) implements Begun {}
    }

    /** How a kind signs in; empty where it does not. */
    public Optional<OAuthKinds.Entry> kind(String kind) {
        return kinds.of(kind);
    }

    /**
     * Begins a sign-in for an account, which may be only a draft: its route is taken, and it is named in what is remembered if {@code again}.
     *
     * @param way the id of a way of the account's kind
     * @throws IllegalArgumentException when the kind has no such way
     */
    public CompletableFuture<Begun> begin(Account account, boolean again, String way, String operator) {
        OAuthKinds.Entry kind = kinds.of(account.kind()).orElseThrow();
        OAuth.Way chosen = kind.way(way).orElseThrow(() -> new IllegalArgumentException("way: " + way));
        SignInAttempt attempt = new SignInAttempt(way, random(), Secret.of(random()), null);
        return kind.oauth()
                .begin(attempt, kind.client(), new Errand(upstream, account))
                .thenApplyAsync(start -> begun(start, chosen, blank(account, again, operator, attempt)), executor);
    }

    private PendingSignIn blank(Account account, boolean again, String operator, SignInAttempt attempt) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Instant expires = clock.instant().plus(LASTING);
        return new PendingSignIn(
                "sig_" + HexFormat.of().formatHex(id),
                account.kind(),
                again ? account.id() : null,
                operator,
                attempt,
                expires);
    }

    private Begun begun(SignInStart start, OAuth.Way way, PendingSignIn blank) {
        if (start instanceof SignInStart.Opened opened) {
            PendingSignIn begun = blank.with(blank.attempt().holding(opened.device()));
            pending.save(begun, LASTING);
            return new Begun.Waiting(begun, way, opened);
        }
        TokenAnswer why = ((SignInStart.NotOpened) start).why();
        return new Begun.Failed(
                why instanceof TokenAnswer.Refused refused
                        ? refused.code()
                        : why instanceof TokenAnswer.Unclear unclear ? unclear.code() : "no-device-code");
    }

    private String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A sign-in that this operator began and has not finished. */
    public Optional<PendingSignIn> find(String id, String operator) {
        return pending.find(id, operator).filter(found -> clock.instant().isBefore(found.expires()));
    }

    /** Whether an operator only confirms, and brings nothing back. */
    public boolean isByDevice(PendingSignIn found) {
        return kinds.of(found.kind())
                .flatMap(kind -> kind.way(found.attempt().way()))
                .filter(way -> way.style() == OAuth.Style.DEVICE)
                .isPresent();
    }

    /**
     * Finishes a sign-in by the account's route. Empty when somebody else has just finished it. It is used up unless the answer is {@link TokenAnswer.Pending} or
     * {@link TokenAnswer.Unclear}.
     *
     * @param pasted what the operator brought, and whose state has been looked at; anything for a device
     */
    public Optional<CompletableFuture<TokenAnswer>> finish(PendingSignIn found, PastedCode pasted, Account account) {
        return pending.take(found.id(), found.operator()).map(taken -> {
            OAuthKinds.Entry kind = kinds.of(taken.kind()).orElseThrow();
            return kind.oauth()
                    .finish(taken.attempt(), pasted.code(), kind.client(), new Errand(upstream, account))
                    .thenApplyAsync(answer -> putBack(taken, answer), executor);
        });
    }

    private TokenAnswer putBack(PendingSignIn taken, TokenAnswer answer) {
        Duration left = Duration.between(clock.instant(), taken.expires());
        boolean mayGoOn = answer instanceof TokenAnswer.Pending || answer instanceof TokenAnswer.Unclear;
        if (mayGoOn && left.compareTo(Duration.ZERO) > 0) {
            pending.save(taken, left);
        }
        return answer;
    }

    /** Tries a refresh token that an operator pasted, by the account's route. */
    public CompletableFuture<TokenAnswer> tryOut(Account account, Pass pasted) {
        OAuthKinds.Entry kind = kinds.of(account.kind()).orElseThrow();
        return kind.oauth().renew(pasted, kind.client(), new Errand(upstream, account));
    }
}
