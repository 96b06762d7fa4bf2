package org.llmrelay.redis;

import java.time.Instant;
import java.util.List;
import org.llmrelay.limit.Gate.Slip;
import org.llmrelay.usage.LedgerEntry;

/**
 * What stands about a call from its admission to its booking: {@code <names of limits>;<node>;<slip or entry>}, a line feed, and what only the scripts read.
 * The entry is what is booked when nothing more is heard; for a slip it is one without usage.
 *
 * @param isLate whether the call had passed while Redis was away
 * @param limits names of the limits that it was admitted under
 */
record Ticket(boolean isLate, List<String> limits, String node, StoredEntry entry) {

    /** All up to the line feed. */
    static String journal(List<String> limits, String node, Slip slip) {
        return journal(limits, node, Json.write(StoredSlip.of(slip)));
    }

    /** The same for a call of which more is known. */
    static String journal(List<String> limits, String node, LedgerEntry entry) {
        return journal(limits, node, Json.write(StoredEntry.of(entry)));
    }

    private static String journal(List<String> limits, String node, String call) {
        return String.join(",", limits) + ";" + node + ";" + call;
    }

    /** {@code name}: of the ticket, in its book. */
    static Ticket read(String name, String text) {
        String journal = text.substring(0, text.indexOf('\n'));
        String[] parts = journal.split(";", 3);
        List<String> limits = parts[0].isEmpty() ? List.of() : List.of(parts[0].split(",", -1));
        StoredEntry entry = parts[2].startsWith("[")
                ? Json.read(parts[2], StoredSlip.class).lost()
                : Json.read(parts[2], StoredEntry.class);
        return new Ticket(Pass.isTicket(name), limits, parts[1], entry);
    }

    Instant at() {
        return Instant.ofEpochMilli(entry.at());
    }
}
