package org.llmrelay.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.limit.Gate.Slip;
import org.llmrelay.usage.LedgerEntry;

/**
 * What stands about a call from its admission to its booking: {@code <names of limits>;<node>;<entry>}, a line feed, and what only the scripts read.
 * The entry is what is booked when nothing more is heard.
 *
 * @param isLate whether the call had passed while Redis was away
 * @param limits names of the limits that it was admitted under
 */
record Ticket(boolean isLate, List<String> limits, String node, StoredEntry entry) {

    /** All up to the line feed. */
    static String journal(List<String> limits, String node, Slip slip) {
        Outcome lost = new Outcome(Ending.NODE_LOST, 0, Usage.NONE, null, List.of(), null, Duration.ZERO);
        LedgerEntry entry = new LedgerEntry(
                slip.call(), slip.at(), "", null, slip.dialect(), slip.model(), slip.streamed(), slip.client(), lost);
        return journal(limits, node, entry);
    }

    /** The same for a call of which more is known. */
    static String journal(List<String> limits, String node, LedgerEntry entry) {
        return String.join(",", limits) + ";" + node + ";" + Json.write(StoredEntry.of(entry));
    }

    /** {@code name}: of the ticket, in its book. */
    static Ticket read(String name, String text) {
        String journal = text.substring(0, text.indexOf('\n'));
        String[] parts = journal.split(";", 3);
        List<String> limits = parts[0].isEmpty() ? List.of() : List.of(parts[0].split(",", -1));
        return new Ticket(Pass.isTicket(name), limits, parts[1], Json.read(parts[2], StoredEntry.class));
    }

    Instant at() {
        return Instant.ofEpochMilli(entry.at());
    }
}
