package org.llmrelay.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Credential;
import org.llmrelay.account.Credential.Consent;
import org.llmrelay.account.Pass;
import org.llmrelay.provider.PastedCode;
import org.llmrelay.provider.TokenAnswer;
import org.llmrelay.renewal.Access;
import org.llmrelay.renewal.AccountSignIns;
import org.llmrelay.renewal.AccountSignIns.Begun;
import org.llmrelay.renewal.OAuthKinds;
import org.llmrelay.renewal.PendingSignIn;
import org.llmrelay.renewal.Renewal;

/**
 * Signs accounts in for an operator. Holds the request's thread for as long as the authorization server takes, less than a minute. Throws
 * {@link ProblemException} where it cannot be done. Thread-safe.
 */
public final class SignInDesk {
    private static final Duration PATIENCE = Duration.ofSeconds(55);
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final PastedCode NO_CODE = new PastedCode("", null);

    private final AccountDesk accounts;
    private final Renewal.Stores stores;
    private final AccountSignIns signIns;
    private final Renewal renewal;
    private final InstantSource clock;

    public SignInDesk(
            AccountDesk accounts, Renewal.Stores stores, AccountSignIns signIns, Renewal renewal, InstantSource clock) {
        this.accounts = accounts;
        this.stores = stores;
        this.signIns = signIns;
        this.renewal = renewal;
        this.clock = clock;
    }

    /** Begins a sign-in: for a new account of a {@code kind}, or for an existing {@code account}. */
    public SignInBody begin(Form form, String operator) {
        Account account = subject(form);
        OAuthKinds.Entry kind = kind(form, account);
        Map<String, String> ways = new TreeMap<>();
        kind.oauth().ways().forEach(way -> ways.put(way.id(), way.id()));
        String way = form.word("way", kind.oauth().ways().get(0).id(), ways);
        form.finish();
        requireClient(kind);
        boolean again = stores.accounts().find(account.id()).isPresent();
        Begun begun = await(signIns.begin(account, again, String.valueOf(way), operator));
        if (begun instanceof Begun.Waiting waiting) {
            return SignInBody.of(waiting, kind.oauth());
        }
        throw refused(((Begun.Failed) begun).code());
    }

    /** The account that is named, or a draft of one of the kind that is named. */
    private Account subject(Form form) {
        String account = form.line("account", "", 100);
        if (!account.isEmpty()) {
            return accounts.find(account);
        }
        return accounts.draft(form.text("kind", null));
    }

    private OAuthKinds.Entry kind(Form form, Account account) {
        return signIns.kind(account.kind()).orElseThrow(() -> {
            form.wrong("kind", "must be a kind that signs in");
            form.finish();
            return new IllegalStateException("a form with a mistake does not finish");
        });
    }

    private static void requireClient(OAuthKinds.Entry kind) {
        if (!kind.client().missing().isEmpty()) {
            throw new ProblemException(Problem.notConfigured(kind.client().missing()));
        }
    }

    /** Finishes a sign-in: saves a new account with its credential, or the credential of the one that was named. */
    public Account finish(String id, Form form, String operator) {
        PendingSignIn pending = signIns.find(id, operator)
                .orElseThrow(() -> new ProblemException(Problem.notFound("sign-in of yours under way", id)));
        PastedCode code = signIns.isByDevice(pending) ? NO_CODE : code(form, pending);
        Consent consent = consent(form, operator);
        Account account = account(form, pending.kind(), pending.account());
        form.finish();
        requireClient(signIns.kind(pending.kind()).orElseThrow());
        accounts.requireFreeName(account);
        CompletableFuture<TokenAnswer> asked = signIns.finish(pending, code, account)
                .orElseThrow(() -> new ProblemException(Problem.notFound("sign-in of yours under way", id)));
        return saved(account, await(asked), consent);
    }

    private static PastedCode code(Form form, PendingSignIn pending) {
        Optional<PastedCode> code = PastedCode.in(form.text("code", null));
        if (code.isEmpty() && form.isFine("code")) {
            form.wrong("code", "must be the code, code#state, or the address that the browser ended at");
        }
        if (code.isPresent() && !code.get().belongsTo(pending.attempt())) {
            form.wrong("code", "belongs to another sign-in: its state differs");
        }
        return code.orElse(NO_CODE);
    }

    private Consent consent(Form form, String operator) {
        if (!form.flag("terms_accepted", false)) {
            form.wrong("terms_accepted", "must be true: the notice on the provider's terms has to be confirmed");
        }
        return new Consent(operator, now());
    }

    private Account account(Form form, String kind, @Nullable String id) {
        if (id != null) {
            return accounts.find(id);
        }
        Account none = accounts.draft(kind);
        if (!form.has("account")) {
            form.wrong("account", "is required");
        }
        return form.inner("account", none, none, inner -> accounts.read(inner, kind));
    }

    /** Takes tokens that an operator got elsewhere. A refresh token that comes alone is tried out at once. */
    public Account paste(Form form, String operator) {
        String id = form.line("account_id", "", 100);
        String kind = id.isEmpty() ? form.text("kind", null) : accounts.find(id).kind();
        OAuthKinds.Entry entry = kind(form, accounts.draft(kind));
        Consent consent = consent(form, operator);
        PastedTokens pasted = form.inner("tokens", PastedTokens.NONE, PastedTokens.NONE, PastedTokens::read);
        if (pasted.isEmpty()) {
            form.wrong("tokens", "must hold an access_token, a refresh_token or both");
        }
        Account account = account(form, kind, id.isEmpty() ? null : id);
        form.finish();
        accounts.requireFreeName(account);
        if (!pasted.access().isEmpty()) {
            return saved(account, new TokenAnswer.Granted(pasted.pass()), consent);
        }
        requireClient(entry);
        TokenAnswer answer = await(signIns.tryOut(account, pasted.pass()));
        return saved(
                account,
                answer instanceof TokenAnswer.Granted granted
                        ? new TokenAnswer.Granted(pasted.pass().renewedBy(granted.pass()))
                        : answer,
                consent);
    }

    private Account saved(Account account, TokenAnswer answer, Consent consent) {
        if (answer instanceof TokenAnswer.Granted granted) {
            Pass pass = granted.pass();
            // The credential first: an account that can be chosen must be able to sign its calls.
            Credential unused =
                    stores.credentials().save(account.id(), new Credential(pass, consent, clock.instant(), 0));
            stores.standings().reset(account.id(), "new-credential", consent.operator());
            return stores.accounts().find(account.id()).isPresent() ? account : accounts.saved(account);
        }
        if (answer instanceof TokenAnswer.Pending) {
            throw new ProblemException(Problem.signInPending(), POLL);
        }
        throw refused(
                answer instanceof TokenAnswer.Refused refused ? refused.code() : ((TokenAnswer.Unclear) answer).code());
    }

    /** Renews an account's token now, whatever was refused before. */
    public CredentialBody renew(String id) {
        Account account = accounts.find(id);
        Access access = await(renewal.now(account)
                .orElseThrow(() -> new ProblemException(Problem.conflict("The account has no token to renew"))));
        if (access instanceof Access.Denied denied) {
            throw refused(denied.fault().code());
        }
        return show(id);
    }

    /** How an account is signed in. */
    public CredentialBody show(String id) {
        accounts.find(id);
        return stores.credentials()
                .of(id)
                .map(credential -> CredentialBody.of(id, credential))
                .orElseThrow(() -> new ProblemException(Problem.notFound("sign-in of an account", id)));
    }

    private static ProblemException refused(String code) {
        return new ProblemException(Problem.signInRefused(code));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static <T> T await(CompletableFuture<T> asked) {
        try {
            return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw refused("too-slow");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("interrupted");
        }
    }
}
