package org.llmrelay.redis;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.limit.Gate.Slip;
import org.llmrelay.usage.LedgerEntry;

/** What is known of a call when it is let in, as a list of its parts: every call writes one. {@code at}: milliseconds. */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
record StoredSlip(
        String call,
        long at,
        String dialect,
        String model,
        boolean streamed,
        @Nullable String client) {

    static StoredSlip of(Slip slip) {
        return new StoredSlip(
                slip.call(), slip.at().toEpochMilli(), slip.dialect(), slip.model(), slip.streamed(), slip.client());
    }

    /** What is booked when nothing more is heard. */
    StoredEntry lost() {
        Outcome lost = new Outcome(Ending.NODE_LOST, 0, Usage.NONE, null, List.of(), null, Duration.ZERO);
        return StoredEntry.of(
                new LedgerEntry(call, Instant.ofEpochMilli(at), "", null, dialect, model, streamed, client, lost));
    }
}
