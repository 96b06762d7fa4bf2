package org.llmrelay.relay;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admission.Ticket;
import org.llmrelay.call.Call;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.GatewayFault;
import org.llmrelay.failure.NoCapacity;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.AnswerHeaders;
import org.llmrelay.provider.Provider;
import org.llmrelay.relay.RelayEngine.Stations;
import org.llmrelay.scheduling.Choice;
import org.llmrelay.scheduling.Lease;
import org.llmrelay.scheduling.Wish;
import org.llmrelay.settings.RelaySettings;
import org.llmrelay.stream.CallerSink;
import org.llmrelay.stream.Course;
import org.llmrelay.stream.Outflow;
import org.llmrelay.stream.Passage;
import org.llmrelay.stream.Pump;
import org.llmrelay.upstream.Answer;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamExchange;
import org.llmrelay.usage.LedgerEntry;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Rendering;

/**
 * One admitted call on its way: tries accounts until one answers, lets the answer through, and is settled once, whatever happened. Its stages follow
 * one another on changing threads; only the caller's leaving comes from aside.
 */
final class Journey implements CallerSink.Listener, Passage {
    private static final Duration STORE_PAUSE = Duration.ofSeconds(2);

    private final Call call;
    private final Ticket ticket;
    private final Outflow out;
    private final Stations stations;
    private final RelaySettings settings;
    private final Dialect dialect;
    private final Logbook log;
    private final Set<String> tried = new HashSet<>();
    private final AtomicBoolean finished = new AtomicBoolean();

    private volatile @Nullable Lease lease;
    private volatile @Nullable CompletableFuture<Answer> asked;
    private volatile @Nullable Pump pump;
    private volatile @Nullable UpstreamFault lastFault;
    private volatile boolean overloadForgiven;

    Journey(Call call, Ticket ticket, Outflow out, Stations stations) {
        this.call = call;
        this.ticket = ticket;
        this.out = out;
        this.stations = stations;
        this.settings = stations.settings().get();
        this.dialect = stations.dialects().named(call.dialect());
        this.log = new Logbook(call.arrived(), stations.clock());
    }

    String call() {
        return call.id().value();
    }

    String key() {
        return ticket.key().id();
    }

    /** The id of the account in use, or an empty text. */
    String account() {
        Lease held = lease;
        return held == null ? "" : held.account().id();
    }

    boolean isMetered() {
        return ticket.metered();
    }

    /** Starts on the caller's thread. */
    void begin() {
        stations.openCalls().add(this);
        tryNextAccount();
    }

    /** Blocks for the store. */
    private void tryNextAccount() {
        if (finished.get()) {
            return;
        }
        try {
            Choice choice = stations.scheduler().choose(wish(), Collections.unmodifiableSet(tried));
            if (choice instanceof Choice.Chosen chosen) {
                take(chosen.lease());
            } else if (choice instanceof Choice.None none) {
                fail(whyNobodyAnswers(none.why()));
            }
        } catch (StoreUnavailableException e) {
            fail(new GatewayFault.StoreUnavailable(STORE_PAUSE));
        } catch (RuntimeException e) {
            stations.events().callBroke(call(), e);
            fail(new GatewayFault.Internal());
        }
    }

    private Wish wish() {
        Set<String> kinds = stations.providers().kindsThatSpeak(call.dialect());
        return new Wish(
                call(), key(), kinds, call.facts().family(), ticket.metered(), ticket.session(), ticket.boundAccount());
    }

    private void take(Lease taken) {
        lease = taken;
        overloadForgiven = false;
        tried.add(taken.account().id());
        if (finished.get()) {
            // The caller left while the account was being chosen, too early for the booking to free this slot.
            taken.release();
            return;
        }
        ask(taken);
    }

    private void ask(Lease held) {
        log.attemptBegins();
        try {
            Provider provider =
                    stations.providers().ofKind(held.account().kind()).orElseThrow();
            Timeouts timeouts = new Timeouts(
                    settings.patience().connect(), settings.patience().firstByte());
            CompletableFuture<Answer> opening =
                    stations.upstream().open(provider.prepare(call, held.account(), timeouts));
            asked = opening;
            CompletableFuture<Answer> unused =
                    opening.whenComplete((answer, broken) -> answered(held, provider, answer, broken));
            if (finished.get()) {
                opening.cancel(true);
            }
        } catch (RuntimeException e) {
            stations.events().callBroke(call(), e);
            faulted(held, UpstreamFault.silent(FailureKind.UPSTREAM_UNREACHABLE));
        }
    }

    private void answered(Lease held, Provider provider, @Nullable Answer answer, @Nullable Throwable broken) {
        if (answer instanceof Answer.Answered answered) {
            weigh(held, provider, answered.exchange());
        } else if (answer instanceof Answer.Unanswered unanswered) {
            faulted(held, unanswered.fault());
        } else if (broken != null && !finished.get()) {
            stations.events().callBroke(call(), broken);
            faulted(held, UpstreamFault.silent(FailureKind.UPSTREAM_BROKE_OFF));
        }
    }

    private void weigh(Lease held, Provider provider, UpstreamExchange exchange) {
        Optional<UpstreamFault> fault = provider.faultIn(exchange.status(), exchange.headers());
        if (fault.isPresent()) {
            exchange.close();
            faulted(held, fault.get());
            return;
        }
        Pump carrying = new Pump(exchange, out, course(provider, exchange), this, stations.clock());
        pump = carrying;
        stations.openCalls().pulse().add(carrying);
        carrying.start();
        if (finished.get()) {
            letGo(carrying);
        }
    }

    private Course course(Provider provider, UpstreamExchange exchange) {
        boolean guarded = exchange.status() < 300;
        Course.Timing timing = new Course.Timing(
                settings.patience().ping().toMillis(),
                settings.patience().idle().toMillis());
        return new Course(
                call.id(),
                dialect,
                exchange.status(),
                AnswerHeaders.forCaller(exchange.headers()),
                guarded,
                provider::faultIn,
                timing);
    }

    @Override
    public void committed(int status) {
        log.answerBegins(status);
        Lease held = lease;
        if (held != null) {
            log.attemptEnds(held.account().id(), status, "ok");
            if (held.isOnProbation()) {
                stations.executor().execute(held::succeeded);
            }
        }
    }

    @Override
    public void withheld(UpstreamFault fault) {
        Pump failed = pump;
        Lease held = lease;
        if (failed != null && held != null) {
            letGo(failed);
            faulted(held, fault);
        }
    }

    /** Leaves the I/O thread: what follows asks the store. */
    private void faulted(Lease held, UpstreamFault fault) {
        log.attemptEnds(held.account().id(), fault.status(), fault.code());
        lastFault = fault;
        boolean again = log.attempts() < settings.failover().attempts()
                && log.sinceArrival().compareTo(settings.failover().deadline()) < 0;
        if (again && fault.kind() == FailureKind.UPSTREAM_OVERLOADED && !overloadForgiven) {
            overloadForgiven = true;
            long pause = settings.failover().overloadPause().toMillis();
            CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, stations.executor())
                    .execute(() -> askAgain(held));
            return;
        }
        stations.executor().execute(() -> leave(held, fault, again));
    }

    private void askAgain(Lease held) {
        if (!finished.get()) {
            ask(held);
        }
    }

    private void leave(Lease held, UpstreamFault fault, boolean again) {
        held.failed(fault);
        held.release();
        if (again) {
            tryNextAccount();
        } else {
            fail(fault);
        }
    }

    private RelayFailure whyNobodyAnswers(NoCapacity none) {
        UpstreamFault fault = lastFault;
        if (fault == null) {
            return none;
        }
        return new UpstreamFault(
                fault.kind(), fault.reach(), fault.status(), none.retryAfter().orElse(null));
    }

    /** The caller is told that nobody could answer. */
    private void fail(RelayFailure failure) {
        Rendering rendering = dialect.render(failure, call.id());
        log.answerBegins(rendering.status());
        out.answer(rendering, () -> finish(Ending.FAILED));
    }

    @Override
    public void ended(@Nullable UpstreamFault fault, int status) {
        Lease held = lease;
        if (fault != null && held != null) {
            stations.executor().execute(() -> held.failed(fault));
        }
        finish(fault != null ? Ending.BROKE_OFF : status < 300 ? Ending.COMPLETED : Ending.REJECTED);
    }

    @Override
    public void writable() {
        out.drain();
    }

    @Override
    public void gone() {
        finish(Ending.CALLER_GONE);
        CompletableFuture<Answer> opening = asked;
        if (opening != null) {
            opening.cancel(true);
        }
        out.stop();
    }

    @Override
    public void abandoned() {
        gone();
    }

    private void letGo(Pump done) {
        done.stop();
        stations.openCalls().pulse().remove(done);
    }

    /** The one place where every path ends. */
    private void finish(Ending ending) {
        if (!finished.compareAndSet(false, true)) {
            return;
        }
        Pump last = pump;
        if (last != null) {
            letGo(last);
        }
        stations.openCalls().remove(this);
        Outcome outcome =
                log.outcome(ending, last == null ? Usage.NONE : last.usage(), last == null ? null : last.model());
        if (!ticket.metered()) {
            stations.events().callEnded(call(), outcome);
            return;
        }
        Lease held = lease;
        stations.settlement()
                .settle(LedgerEntry.of(
                        call, key(), held == null ? null : held.account().id(), outcome));
    }
}
