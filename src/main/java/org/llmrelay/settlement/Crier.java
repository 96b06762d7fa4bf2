package org.llmrelay.settlement;

import org.llmrelay.pricing.Charge;
import org.llmrelay.pricing.UnpricedAlarm;
import org.llmrelay.usage.LedgerEntry;

/** Tells of calls that were booked, whoever booked them, and of models that nobody has a price for. Blocks for the store. Thread-safe. */
final class Crier {
    private final SettlementEvents events;
    private final UnpricedAlarm alarm;

    Crier(SettlementEvents events, UnpricedAlarm alarm) {
        this.events = events;
        this.alarm = alarm;
    }

    void booked(LedgerEntry entry) {
        events.callBooked(entry);
        Charge charge = entry.charge();
        if (charge != null) {
            alarm.charged(entry.pricedModel(), charge);
        }
    }
}
