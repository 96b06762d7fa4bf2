package org.llmrelay.relay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Accounts;
import org.llmrelay.account.Checks;
import org.llmrelay.account.Checkup;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Quota;
import org.llmrelay.account.Upkeep;
import org.llmrelay.claim.Claims;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.Provider;
import org.llmrelay.renewal.Access;
import org.llmrelay.renewal.Renewal;
import org.llmrelay.scheduling.Aftermath;
import org.llmrelay.secret.Secret;
import org.llmrelay.upstream.Answer;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.Upstream;
import org.llmrelay.upstream.UpstreamRequest;

/**
 * Finds out whether accounts work, by a cheap request over the very way that calls take. It counts to no key; what it shows of the whole account counts for
 * its standing. Thread-safe.
 */
public final class AccountCheck {
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20));

    /** The timer comes once a minute, and a claim must be over when it comes. */
    private static final Duration TIMER_SLACK = Duration.ofSeconds(30);

    private static final int LONGEST_WORDS = 300;

    private final Accounts accounts;
    private final Claims claims;
    private final Checks checks;
    private final Renewal renewal;
    private final Aftermath aftermath;
    private final Providers providers;
    private final Upstream upstream;
    private final Executor executor;
    private final InstantSource clock;

    /** @param executor may block for the store */
    public AccountCheck(
            Stores stores,
            Aftermath aftermath,
            Providers providers,
            Upstream upstream,
            Executor executor,
            InstantSource clock) {
        this.accounts = stores.accounts();
        this.claims = stores.claims();
        this.checks = stores.checks();
        this.renewal = stores.renewal();
        this.aftermath = aftermath;
        this.providers = providers;
        this.upstream = upstream;
        this.executor = executor;
        this.clock = clock;
    }

    /** Where accounts are kept, which node checks them, what was found, and what keeps them signed in. */
    public record Stores(Accounts accounts, Claims claims, Checks checks, Renewal renewal) {}

    /**
     * What a check has shown.
     *
     * @param result {@code ok}, the code of a fault, {@code refused} for an answer that says nothing of the account, or {@code unknown} where it cannot be checked
     * @param status the upstream's status, or 0
     * @param took until the answer was there
     * @param said the beginning of what the upstream said, or an empty text
     */
    public record Finding(Instant at, String result, int status, Duration took, String said) {
        public boolean isGood() {
            return result.equals(Checkup.OK);
        }
    }

    /** Checks all accounts whose time has come, each on one node only; to be called once a minute. Blocks for the store. */
    public void checkDue() {
        for (Account account : accounts.all()) {
            Upkeep upkeep = account.duty().upkeep();
            Optional<Duration> every = upkeep.checks().map(time -> time.minus(TIMER_SLACK));
            if (account.isEnabled() && every.isPresent() && claims.take("check:" + account.id(), every.get())) {
                CompletableFuture<Finding> unused = check(account, upkeep.checkModel());
            }
        }
    }

    /** Checks one account. Completes normally, as a rule within half a minute. {@code model}: the model to ask for a word, or null. */
    public CompletableFuture<Finding> check(Account account, @Nullable String model) {
        Inspection inspection = new Inspection(account, model);
        return renewal.fresh(account)
                .thenCompose(inspection::with)
                .thenApplyAsync(finding -> noted(account, finding), executor);
    }

    private Finding noted(Account account, Finding finding) {
        Instant at = finding.at().truncatedTo(ChronoUnit.MILLIS);
        Duration took = finding.took().truncatedTo(ChronoUnit.MILLIS);
        checks.note(account.id(), new Checkup(at, finding.result(), finding.status(), took));
        return finding;
    }

    /** What was asked, and as whom. */
    private record Asked(Access.Ready as, Provider provider, UpstreamRequest request) {}

    /** One check. It gives an account up no sooner than a call does. Its stages follow one another. */
    private final class Inspection {
        private final Account account;
        private final @Nullable String model;
        private Instant began = clock.instant();
        private boolean refusalForgiven;

        Inspection(Account account, @Nullable String model) {
            this.account = account;
            this.model = model;
        }

        CompletableFuture<Finding> with(Access access) {
            if (access instanceof Access.Ready ready) {
                began = clock.instant();
                return ask(ready);
            }
            return found(((Access.Denied) access).fault().code(), 0, "");
        }

        private CompletableFuture<Finding> ask(Access.Ready as) {
            Optional<Provider> provider = providers.ofKind(account.kind());
            Optional<UpstreamRequest> request =
                    provider.flatMap(one -> one.prepareCheck(as.account(), model, TIMEOUTS));
            if (request.isEmpty()) {
                return CompletableFuture.completedFuture(new Finding(began, "unknown", 0, Duration.ZERO, ""));
            }
            Asked asked = new Asked(as, provider.orElseThrow(), request.get());
            return upstream.open(asked.request()).thenComposeAsync(answer -> answered(answer, asked), executor);
        }

        private CompletableFuture<Finding> answered(Answer answer, Asked asked) {
            if (answer instanceof Answer.Answered answered) {
                return SmallAnswer.read(answered.exchange()).thenComposeAsync(small -> heard(small, asked), executor);
            }
            UpstreamFault fault = ((Answer.Unanswered) answer).fault();
            failed(account, fault);
            return found(fault.code(), 0, "");
        }

        private CompletableFuture<Finding> heard(SmallAnswer answer, Asked asked) {
            Quota quota = asked.provider().quotaIn(answer.headers());
            if (aftermath.isNews(account, quota)) {
                aftermath.told(account, quota);
            }
            String said = words(answer, asked.as().account());
            if (answer.status() < 300) {
                if (model == null) {
                    aftermath.listed(account, "check");
                } else {
                    aftermath.succeeded(account, CoolDown.ALL, "check");
                }
                return found(Checkup.OK, answer.status(), said);
            }
            Optional<UpstreamFault> fault = asked.provider().faultIn(answer.status(), answer.headers(), answer.body());
            return fault.isPresent() ? refused(fault.get(), said, asked) : found("refused", answer.status(), said);
        }

        /** Another credential of the account may do, or a newer token. */
        private CompletableFuture<Finding> refused(UpstreamFault fault, String said, Asked asked) {
            Optional<UpstreamFault> whole =
                    asked.provider().forAccount(fault, asked.as().account(), asked.request());
            if (whole.isEmpty()) {
                return ask(asked.as());
            }
            boolean isOfToken = asked.as().isSignedIn() && fault.kind() == FailureKind.UPSTREAM_UNAUTHORIZED;
            if (isOfToken && !refusalForgiven) {
                refusalForgiven = true;
                return renewal.afterRefusal(account, asked.as().version())
                        .thenCompose(access -> access instanceof Access.Ready newer
                                ? ask(newer)
                                : givenUp(((Access.Denied) access).because(whole.get()), said));
            }
            return givenUp(whole.get(), said);
        }

        private CompletableFuture<Finding> givenUp(UpstreamFault fault, String said) {
            failed(account, fault);
            return found(fault.code(), fault.status(), said);
        }

        private CompletableFuture<Finding> found(String result, int status, String said) {
            return CompletableFuture.completedFuture(
                    new Finding(began, result, status, Duration.between(began, clock.instant()), said));
        }
    }

    /** A check asks for one model or for none: what is wrong with a model alone is left to calls. */
    private void failed(Account account, UpstreamFault fault) {
        if (fault.reach() == UpstreamFault.Reach.ACCOUNT) {
            aftermath.failed(account, CoolDown.ALL, fault);
        }
    }

    /** What the upstream said, without what it may have repeated of the account's secrets. */
    private static String words(SmallAnswer answer, Account account) {
        String text = new String(answer.body().array(), StandardCharsets.UTF_8);
        for (Secret secret : account.connection().secrets().values()) {
            text = without(secret, text);
        }
        String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST_WORDS ? line : line.substring(0, LONGEST_WORDS);
    }

    /** Some kinds keep several credentials in one field, a line each. */
    private static String without(Secret secret, String text) {
        return secret.reveal()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce(text, (rest, line) -> rest.replace(line, "[secret]"));
    }
}
