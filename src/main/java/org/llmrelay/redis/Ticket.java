package org.llmrelay.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.limit.Gate.Slip;
import org.llmrelay.usage.LedgerEntry;

/**
 * What stands about a call from its admission to its booking: {@code <holds>;<node>;<entry>}. The entry is what is booked when nothing more is heard.
 *
 * @param limits names of the limits that it was admitted under
 */
record Ticket(List<String> limits, String node, StoredEntry entry) {

    /** All behind the holds, which the script puts before it. */
    static String journal(String node, Slip slip) {
        Outcome lost = new Outcome(Ending.NODE_LOST, 0, Usage.NONE, null, List.of(), null, Duration.ZERO);
        LedgerEntry entry = new LedgerEntry(
                slip.call(), slip.at(), "", null, slip.dialect(), slip.model(), slip.streamed(), slip.client(), lost);
        return node + ";" + Json.write(StoredEntry.of(entry));
    }

    static Ticket read(String text) {
        String[] parts = text.split(";", 3);
        List<String> limits = Arrays.stream(parts[0].split(",", -1))
                .filter(hold -> !hold.isEmpty())
                .map(hold -> hold.substring(0, hold.indexOf('=')))
                .toList();
        return new Ticket(limits, parts[1], Json.read(parts[2], StoredEntry.class));
    }

    Instant at() {
        return Instant.ofEpochMilli(entry.at());
    }
}
