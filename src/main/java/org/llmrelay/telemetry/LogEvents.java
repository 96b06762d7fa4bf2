package org.llmrelay.telemetry;

import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Attempt;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.GatewayFault;
import org.llmrelay.failure.Refusal;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.pricing.Charge;
import org.llmrelay.pricing.PricingEvents;
import org.llmrelay.relay.RelayEvents;
import org.llmrelay.renewal.RenewalEvents;
import org.llmrelay.scheduling.SchedulingEvents;
import org.llmrelay.settlement.SettlementEvents;
import org.llmrelay.usage.LedgerEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what happens to the log: one info line for a call, warnings for accounts that need somebody, errors for faults of ours. Thread-safe. */
public final class LogEvents implements RelayEvents, SchedulingEvents, SettlementEvents, PricingEvents, RenewalEvents {
    private static final Logger CALLS = LoggerFactory.getLogger("org.llmrelay.calls");
    private static final Logger ACCOUNTS = LoggerFactory.getLogger("org.llmrelay.accounts");
    private static final Logger PRICES = LoggerFactory.getLogger("org.llmrelay.prices");
    private static final Logger BOOKING = LoggerFactory.getLogger("org.llmrelay.booking");

    private static final int MODEL_CHARS = 64;
    private static final int RULE_CHARS = 200;

    @Override
    public void callRefused(String call, RelayFailure why) {
        if (why instanceof GatewayFault) {
            CALLS.warn("call={} refused={}", call, why.code());
        } else if (why instanceof Refusal refusal && refusal.refusingRule().isPresent()) {
            CALLS.info(
                    "call={} refused={} rule=\"{}\"",
                    call,
                    why.code(),
                    rule(refusal.refusingRule().get()));
        } else {
            CALLS.debug("call={} refused={}", call, why.code());
        }
    }

    @Override
    public void callEnded(String call, Outcome outcome) {
        CALLS.debug(
                "call={} ending={} status={} ms={}",
                call,
                outcome.ending().code(),
                outcome.status(),
                outcome.total().toMillis());
    }

    @Override
    public void limitOverrun(String call, String limit) {
        CALLS.info("call={} would-refuse={}", call, limit);
    }

    @Override
    public void callBroke(String call, Throwable cause) {
        CALLS.error("call={} broke={}", call, FailureKind.INTERNAL.code(), cause);
    }

    @Override
    public void callBooked(LedgerEntry entry) {
        if (!CALLS.isInfoEnabled()) {
            return;
        }
        Outcome outcome = entry.outcome();
        Usage usage = outcome.usage();
        Charge charge = entry.charge();
        CALLS.info(
                "call={} key={} model={} ending={} status={} attempts={} in={} out={} cache_read={} cache_write={} official={} rated={} price={} first_byte_ms={} ms={}",
                entry.call(),
                entry.key(),
                printable(entry.model()),
                outcome.ending().code(),
                outcome.status(),
                outcome.attempts().stream().map(LogEvents::attempt).collect(Collectors.joining(",")),
                usage.input(),
                usage.output(),
                usage.cacheRead(),
                usage.cacheWrite5m() + usage.cacheWrite1h(),
                charge == null ? "-" : charge.official(),
                charge == null ? "-" : charge.rated(),
                charge == null ? "-" : charge.state().code(),
                millis(outcome.firstByte()),
                outcome.total().toMillis());
    }

    @Override
    public void accountRests(String account, String family, String cause, Duration rest, boolean needsAttention) {
        ACCOUNTS.warn(
                "account={} family={} rests={}s cause={}{}",
                account,
                printable(family),
                rest.toSeconds(),
                cause,
                needsAttention ? " needs-attention" : "");
    }

    @Override
    public void accountRecovered(String account, String family) {
        ACCOUNTS.info("account={} family={} recovered", account, printable(family));
    }

    @Override
    public void credentialRenewed(String account, long version) {
        ACCOUNTS.info("account={} credential renewed version={}", account, version);
    }

    @Override
    public void renewalPostponed(String account, String code, Duration pause) {
        ACCOUNTS.warn("account={} credential not renewed cause={} next-try={}s", account, code, pause.toSeconds());
    }

    @Override
    public void signInNeeded(String account, String code) {
        ACCOUNTS.warn("account={} needs-sign-in cause={}", account, code);
    }

    @Override
    public void credentialNotStored(String account) {
        ACCOUNTS.error("account={} credential not stored: the store is away, another try follows", account);
    }

    @Override
    public void renewalBroke(String account, Throwable cause) {
        ACCOUNTS.error("account={} renewal broke", account, cause);
    }

    @Override
    public void nodeLost(String node, int calls) {
        BOOKING.warn("node={} lost, settled={}", node, calls);
    }

    @Override
    public void bookingPostponed(int waiting) {
        BOOKING.warn("store away, waiting={}", waiting);
    }

    @Override
    public void bookingLost(String call) {
        BOOKING.error("call={} booking lost: too many wait for the store", call);
    }

    @Override
    public void bookingFailed(int entries, Throwable cause) {
        BOOKING.error("entries={} booking failed", entries, cause);
    }

    @Override
    public void pricesLoaded(int models, int leftOut) {
        PRICES.info("loaded models={} left-out={}", models, leftOut);
    }

    @Override
    public void pricesNotLoaded(String why) {
        PRICES.warn("prices not loaded, the last good ones stay: {}", why);
    }

    @Override
    public void priceUnknown(String model, Charge.State charged) {
        PRICES.warn("model={} has no price, its calls are charged: {}", printable(model), charged.code());
    }

    private static String attempt(Attempt attempt) {
        return attempt.account() + ":" + attempt.result();
    }

    private static String millis(@Nullable Duration duration) {
        return duration == null ? "-" : Long.toString(duration.toMillis());
    }

    /** Operators choose the words of rules. */
    private static String rule(String words) {
        String shortened = words.length() <= RULE_CHARS ? words : words.substring(0, RULE_CHARS) + "...";
        return shortened.replaceAll("[^ -~]|\"", "?");
    }

    /** Callers choose model names: what could break or forge a log line is replaced. */
    private static String printable(String text) {
        String shortened = text.length() <= MODEL_CHARS ? text : text.substring(0, MODEL_CHARS);
        return shortened.replaceAll("[^A-Za-z0-9._:/@\\[\\]*-]", "?");
    }
}
