package org.llmrelay.usage;

import java.util.Arrays;
import java.util.List;

/** Calls without limits that are to be booked, for tests. */
public final class Bookings {
    private Bookings() {}

    public static List<Booking> of(LedgerEntry... entries) {
        return of(Arrays.asList(entries));
    }

    public static List<Booking> of(List<LedgerEntry> entries) {
        return entries.stream().map(entry -> new Booking(entry, List.of())).toList();
    }
}
