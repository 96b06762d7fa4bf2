package org.llmrelay.relay;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Quota;
import org.llmrelay.call.Call;
import org.llmrelay.call.Estimated;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.Provider;
import org.llmrelay.relay.RelayEngine.Stations;
import org.llmrelay.renewal.Access;
import org.llmrelay.scheduling.Lease;
import org.llmrelay.settings.RelaySettings.Patience;
import org.llmrelay.stream.Outflow;
import org.llmrelay.stream.Passage;
import org.llmrelay.stream.Pump;
import org.llmrelay.upstream.Answer;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamExchange;
import org.llmrelay.upstream.UpstreamRequest;

/**
 * A journey's approach to one account: asks its upstream, and lets the answer through if it is one. What becomes of it is told to a {@link Traveller}.
 * Its stages follow one another on changing threads; it may be let go at any time from aside.
 */
final class Approach implements Passage {
    private volatile Call call;
    private final long size;
    private final Lease lease;
    private final Outflow out;
    private final Stations stations;
    private final Patience patience;
    private final Traveller traveller;
    private final Courses courses;

    private volatile boolean letGo;
    private volatile boolean withheld;
    private volatile Access.@Nullable Ready used;
    private volatile @Nullable UpstreamRequest sent;
    private volatile @Nullable UpstreamFault refusal;
    private volatile @Nullable CompletableFuture<Answer> asked;
    private volatile @Nullable Pump pump;

    /** Hears what becomes of an approach; one approach is under way at a time. */
    interface Traveller {

        /** Fields that tell the caller what is left of its limits. */
        Headers standing();

        /** The account's answer is being sent to the caller. */
        void welcomed(Lease lease, int status);

        /** The account has no answer for the caller, who has been sent nothing. */
        void turnedAway(Approach approach, UpstreamFault fault);

        /** The answer is through, or as much of it as came; {@code fault} is null when it was all. */
        void arrived(Lease lease, @Nullable UpstreamFault fault, int status);

        /** The caller has taken nothing for too long. */
        void abandoned();
    }

    Approach(Call call, Lease lease, Outflow out, Stations stations, Patience patience, Traveller traveller) {
        this.call = call;
        this.size = call.request().body().size();
        this.lease = lease;
        this.out = out;
        this.stations = stations;
        this.patience = patience;
        this.traveller = traveller;
        this.courses = new Courses(stations.dialects(), patience, traveller::standing);
    }

    Lease lease() {
        return lease;
    }

    /** What the upstream has told so far. */
    Told told() {
        Pump carrying = pump;
        return carrying == null ? Told.NOTHING : Told.through(carrying, untold(carrying));
    }

    /** Errors cost nothing, nor do counts. No answer is without a prompt: an upstream that told of none has told nothing of it. */
    private Estimated untold(Pump carrying) {
        if (withheld || carrying.status() >= 300 || call.operation() == Operation.COUNT_TOKENS) {
            return Estimated.NOTHING;
        }
        return new Estimated(carrying.usage().prompt() > 0 ? 0 : Estimated.tokens(size), carrying.untold());
    }

    /**
     * Asks the upstream, as soon as the account's token is good; does not wait. May be called again after {@link Traveller#turnedAway}. May read the store once.
     */
    void ask() {
        CompletableFuture<Void> unused =
                stations.renewal().fresh(lease.account()).thenAccept(this::go);
    }

    private void go(Access access) {
        if (letGo) {
            return;
        }
        if (access instanceof Access.Ready ready) {
            used = ready;
            open(ready.account());
        } else if (access instanceof Access.Denied denied) {
            UpstreamFault before = refusal;
            traveller.turnedAway(this, before == null ? denied.fault() : denied.because(before));
        }
    }

    private void open(Account account) {
        try {
            Provider provider = stations.providers().ofKind(account.kind()).orElseThrow();
            Timeouts timeouts = new Timeouts(patience.connect(), patience.firstByte());
            UpstreamRequest request = provider.prepare(call, account, timeouts);
            sent = request;
            CompletableFuture<Answer> opening = stations.upstream().open(request);
            asked = opening;
            CompletableFuture<Answer> unused =
                    opening.whenComplete((answer, broken) -> answered(provider, answer, broken));
            if (letGo) {
                opening.cancel(true);
            }
        } catch (RuntimeException e) {
            stations.events().callBroke(call.id().value(), e);
            traveller.turnedAway(this, UpstreamFault.silent(FailureKind.UPSTREAM_UNREACHABLE));
        }
    }

    /**
     * Nobody waits for this answer any more: the upstream's connection is closed at once. {@code then} runs when all is known that will ever be told of it,
     * now or in a moment. May be called again.
     */
    void letGo(Runnable then) {
        letGo = true;
        lease.end();
        CompletableFuture<Answer> opening = asked;
        if (opening != null) {
            opening.cancel(true);
        }
        dropAnswer(then);
    }

    private void dropAnswer(Runnable then) {
        Pump carrying = pump;
        if (carrying == null) {
            then.run();
            return;
        }
        stations.openCalls().pulse().remove(carrying);
        carrying.stop(then);
    }

    private void answered(Provider provider, @Nullable Answer answer, @Nullable Throwable broken) {
        if (answer instanceof Answer.Answered answered) {
            weigh(provider, provider.unwrapped(call, answered.exchange()));
        } else if (answer instanceof Answer.Unanswered unanswered) {
            traveller.turnedAway(this, unanswered.fault());
        } else if (broken != null && !letGo) {
            stations.events().callBroke(call.id().value(), broken);
            traveller.turnedAway(this, UpstreamFault.silent(FailureKind.UPSTREAM_BROKE_OFF));
        }
    }

    private void weigh(Provider provider, UpstreamExchange exchange) {
        Quota quota = provider.quotaIn(exchange.headers());
        if (lease.isNews(quota)) {
            stations.executor().execute(() -> lease.told(quota));
        }
        boolean open = provider.tellsMoreInItsBody(exchange.status());
        Optional<UpstreamFault> fault = provider.faultIn(exchange.status(), exchange.headers());
        if (fault.isPresent() && !open) {
            exchange.close();
            refused(fault.get());
            return;
        }
        Pump carrying = new Pump(exchange, out, courses.of(call, provider, exchange, open), this, stations.clock());
        withheld = false;
        pump = carrying;
        stations.openCalls().pulse().add(carrying);
        carrying.start();
        if (letGo) {
            letGo(() -> {});
        }
    }

    /** An account may have several credentials, of which one is refused; each of them is asked with before the account is given up. */
    private void refused(UpstreamFault fault) {
        Access.Ready before = used;
        UpstreamRequest asking = sent;
        if (before == null || asking == null) {
            traveller.turnedAway(this, fault);
            return;
        }
        Provider provider = stations.providers().ofKind(before.account().kind()).orElseThrow();
        Optional<UpstreamFault> whole = provider.forAccount(fault, before.account(), asking);
        if (whole.isPresent()) {
            refusedWhole(whole.get());
        } else if (!letGo) {
            open(before.account());
        }
    }

    /** A token may have been taken back before its time: it is renewed once before the account is given up. */
    private void refusedWhole(UpstreamFault fault) {
        Access.Ready before = used;
        boolean isOfToken = fault.kind() == FailureKind.UPSTREAM_UNAUTHORIZED;
        if (before == null || !before.isSignedIn() || !isOfToken || refusal != null) {
            traveller.turnedAway(this, fault);
            return;
        }
        refusal = fault;
        long version = before.version();
        stations.executor().execute(() -> {
            CompletableFuture<Void> unused =
                    stations.renewal().afterRefusal(lease.account(), version).thenAccept(this::go);
        });
    }

    @Override
    public void committed(int status) {
        call = call.withoutBody();
        sent = null;
        traveller.welcomed(lease, status);
    }

    @Override
    public void withheld(UpstreamFault fault) {
        withheld = true;
        dropAnswer(() -> {});
        refused(fault);
    }

    @Override
    public void ended(@Nullable UpstreamFault fault, int status) {
        traveller.arrived(lease, fault, status);
    }

    @Override
    public void abandoned() {
        traveller.abandoned();
    }
}
