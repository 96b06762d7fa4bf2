package org.llmrelay.redis;

import java.util.List;
import java.util.Map;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.pricing.Charge;
import org.llmrelay.usage.BookedCall;
import org.llmrelay.usage.LedgerEntry;
import org.llmrelay.usage.Place;
import org.llmrelay.usage.Posting;
import org.llmrelay.usage.Spending;
import redis.clients.jedis.resps.StreamEntry;

/** An item of a ledger's stream: a record, and in a correction what it corrects. */
final class StoredPosting {
    private static final String ENTRY = "e";
    private static final String CORRECTS = "c";

    private StoredPosting() {}

    static Posting read(String key, StreamEntry stored) {
        Map<String, String> fields = stored.getFields();
        LedgerEntry entry =
                Json.read(fields.getOrDefault(ENTRY, ""), StoredEntry.class).toEntry(key);
        String corrects = fields.get(CORRECTS);
        Posting.Correction correction = null;
        if (corrects != null) {
            String[] parts = corrects.split(",", 2);
            correction = new Posting.Correction(new Place(key, parts[0]), Long.parseLong(parts[1]));
        }
        return new Posting(new Place(key, stored.getID().toString()), entry, correction);
    }

    /** What is posted when a call is charged something else, and what that changes. */
    record Correcting(StoredEntry entry, Spending change) {}

    static Correcting correcting(BookedCall call, Charge charge) {
        LedgerEntry entry = call.entry();
        Outcome outcome = entry.outcome();
        Spending change = Spending.of(charge).minus(Spending.of(call.charge()));
        Charge difference = new Charge(
                charge.state(), charge.prices(), charge.rates(), charge.rating(), change.official(), change.rated());
        LedgerEntry posted = new LedgerEntry(
                entry.call(),
                entry.at(),
                entry.key(),
                entry.account(),
                entry.dialect(),
                entry.model(),
                entry.streamed(),
                entry.client(),
                new Outcome(
                        outcome.ending(),
                        outcome.status(),
                        Usage.NONE,
                        outcome.model(),
                        List.of(),
                        null,
                        outcome.total()),
                difference);
        return new Correcting(StoredEntry.of(posted), change);
    }
}
