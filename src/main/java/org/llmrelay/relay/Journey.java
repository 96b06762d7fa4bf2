package org.llmrelay.relay;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admission.Permit;
import org.llmrelay.admission.Ticket;
import org.llmrelay.call.Call;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Headers;
import org.llmrelay.call.PassedOver;
import org.llmrelay.failure.GatewayFault;
import org.llmrelay.failure.Refusal;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.relay.RelayEngine.Stations;
import org.llmrelay.scheduling.Choice;
import org.llmrelay.scheduling.Lease;
import org.llmrelay.settings.RelaySettings;
import org.llmrelay.stream.CallerSink;
import org.llmrelay.stream.Outflow;
import org.llmrelay.usage.Booking;
import org.llmrelay.wire.Rendering;

/**
 * One admitted call on its way: approaches accounts until one answers, and is settled once, whatever happened. Its stages follow one another on changing
 * threads; only the caller's leaving comes from aside.
 */
final class Journey implements CallerSink.Listener, Approach.Traveller {
    private static final Duration STORE_PAUSE = Duration.ofSeconds(2);

    private volatile Call call;
    private final Ticket ticket;
    private final Outflow out;
    private final Stations stations;
    private final RelaySettings settings;
    private final Logbook log;
    private final Bill bill;
    private final Excuse excuse;
    private final Set<String> tried = new HashSet<>();
    private final AtomicBoolean finished = new AtomicBoolean();

    private volatile @Nullable Approach approach;
    /** How the call ends when the caller has been given all of the answer. */
    private volatile Ending whenDelivered = Ending.FAILED;
    /** Towards the account in use. */
    private volatile Clemency clemency;

    Journey(Call call, Ticket ticket, Outflow out, Stations stations) {
        this.call = call;
        this.ticket = ticket;
        this.out = out;
        this.stations = stations;
        this.settings = stations.settings().get();
        this.log = new Logbook(call.arrived(), stations.clock());
        this.bill = new Bill(ticket, stations, log);
        this.excuse = new Excuse(new Permit(ticket.key().rights()));
        this.clemency = new Clemency(settings.failover().overloadPause());
    }

    String call() {
        return call.id().value();
    }

    /** The id of the account in use, or an empty text. */
    String account() {
        Approach current = approach;
        return current == null ? "" : current.lease().account().id();
    }

    Ticket ticket() {
        return ticket;
    }

    /** What would have to be booked if nothing more were heard of the call. */
    Booking soFar() {
        return bill.soFar(call, approach);
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
            Choice choice =
                    stations.scheduler().choose(Wishes.of(call, ticket, stations), Collections.unmodifiableSet(tried));
            log.passedOver(choice.passedOver());
            if (choice instanceof Choice.Chosen chosen) {
                consider(chosen.lease());
            } else if (choice instanceof Choice.None none) {
                fail(excuse.whyNobodyAnswers(none.why()));
            }
        } catch (StoreUnavailableException e) {
            fail(new GatewayFault.StoreUnavailable(STORE_PAUSE));
        } catch (RuntimeException e) {
            stations.events().callBroke(call(), e);
            fail(new GatewayFault.Internal());
        }
    }

    private void consider(Lease lease) {
        Optional<Refusal> blocked = excuse.objection(lease, call.facts().model());
        if (blocked.isEmpty()) {
            take(lease);
            return;
        }
        log.passedOver(
                List.of(new PassedOver(lease.account().id(), blocked.get().code())));
        tried.add(lease.account().id());
        release(lease);
        tryNextAccount();
    }

    private void take(Lease taken) {
        tried.add(taken.account().id());
        clemency = new Clemency(settings.failover().overloadPause());
        Approach next = new Approach(call, taken, out, stations, settings.patience(), this);
        approach = next;
        if (finished.get()) {
            // The caller left while the account was being chosen, too early for the booking to free this slot.
            release(taken);
            return;
        }
        ask(next);
    }

    private void ask(Approach next) {
        log.attemptBegins();
        next.ask();
        if (finished.get()) {
            next.letGo(() -> {});
        }
    }

    @Override
    public Headers standing() {
        return stations.dialects()
                .named(call.tongue())
                .standing(Allowances.of(ticket.counted().meters()));
    }

    @Override
    public void welcomed(Lease lease, int status) {
        call = call.withoutBody();
        whenDelivered = status < 300 ? Ending.COMPLETED : Ending.REJECTED;
        log.answerBegins(status);
        log.attemptEnds(lease, status, "ok");
        if (lease.isOnProbation()) {
            stations.executor().execute(lease::succeeded);
        }
    }

    /** Leaves the I/O thread: what follows asks the store. */
    @Override
    public void turnedAway(Approach from, UpstreamFault fault) {
        log.attemptEnds(from.lease(), fault.status(), fault.code());
        excuse.failed(fault);
        boolean again = log.attempts() < settings.failover().attempts()
                && log.sinceArrival().compareTo(settings.failover().deadline()) < 0;
        Optional<Duration> pause = again ? clemency.forgives(fault) : Optional.empty();
        Executor soon = stations.executor();
        if (pause.isEmpty()) {
            soon.execute(() -> leave(from.lease(), fault, again));
            return;
        }
        long millis = pause.get().toMillis();
        (millis == 0 ? soon : CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, soon))
                .execute(() -> askAgain(from));
    }

    private void askAgain(Approach same) {
        if (!finished.get()) {
            ask(same);
        }
    }

    private void leave(Lease lease, UpstreamFault fault, boolean again) {
        lease.failed(fault);
        release(lease);
        if (again) {
            tryNextAccount();
        } else {
            fail(fault);
        }
    }

    private static void release(Lease lease) {
        try {
            lease.release();
        } catch (StoreUnavailableException e) {
            // The slot runs out by itself; the call must not hang for it.
        }
    }

    /** The caller is told that nobody could answer. */
    private void fail(RelayFailure failure) {
        Rendering rendering = stations.dialects().named(call.tongue()).render(failure, call.id());
        log.answerBegins(rendering.status());
        out.answer(rendering, () -> finish(whenDelivered));
    }

    @Override
    public void arrived(Lease lease, @Nullable UpstreamFault fault, int status) {
        if (fault != null) {
            stations.executor().execute(() -> lease.failed(fault));
            finish(Ending.BROKE_OFF);
            return;
        }
        finish(whenDelivered);
    }

    @Override
    public void writable() {
        out.drain();
    }

    @Override
    public void gone() {
        finish(out.isDelivered() ? whenDelivered : Ending.CALLER_GONE);
        out.stop();
    }

    @Override
    public void abandoned() {
        gone();
    }

    /** The one place where every path ends. */
    private void finish(Ending ending) {
        if (!finished.compareAndSet(false, true)) {
            return;
        }
        Approach last = approach;
        Runnable settling = () -> {
            bill.settle(call, ending, last);
            stations.openCalls().remove(this);
        };
        if (last == null) {
            settling.run();
        } else {
            last.letGo(settling);
        }
    }
}
