package org.llmrelay.relay;

import org.llmrelay.admission.Ticket;
import org.llmrelay.call.Call;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Usage;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Handling;
import org.llmrelay.limit.Leases.Hold;
import org.llmrelay.relay.RelayEngine.Stations;
import org.llmrelay.scheduling.Wish;

/** Says what an admitted call needs of an account. */
final class Wishes {
    private static final int BYTES_PER_TOKEN = 4;

    /** What a request may be answered with where it does not say. */
    private static final long USUAL_LIMIT = 32_000;

    private Wishes() {}

    static Wish of(Call call, Ticket ticket, Stations stations) {
        // The wish outlives the body of the call, which must not stay for it.
        Call bare = call.withoutBody();
        long size = call.request().body().size();
        Handling handling = ticket.key().handling();
        String service = call.service();
        return new Wish(
                call.id().value(),
                new Wish.Seeker(
                        ticket.key().id(),
                        handling.priority(),
                        handling.accounts().get(service),
                        handling.fallsBackFor(service)),
                new Wish.Need(
                        stations.providers().kindsFor(call.dialect(), service),
                        call.facts().model(),
                        call.facts().family()),
                ticket.holdsSlots(),
                new Wish.Trail(ticket.session(), ticket.boundAccount()),
                () -> forecast(bare, size, ticket.key(), stations));
    }

    /** What the call will probably use, at official prices. */
    private static Hold forecast(Call call, long size, ApiKey key, Stations stations) {
        Facts facts = call.facts();
        long limit = facts.outputLimit() > 0 ? facts.outputLimit() : USUAL_LIMIT;
        long output = stations.habits().expected(key.id(), facts.model(), limit);
        long input = size / BYTES_PER_TOKEN;
        Usage usage = new Usage(input, output, 0, 0, 0, 0, 0);
        return new Hold(usage.tokens(), stations.cashier().official(facts.model(), usage, call.dialect()));
    }
}
