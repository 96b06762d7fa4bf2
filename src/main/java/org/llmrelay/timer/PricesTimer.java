package org.llmrelay.timer;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.pricing.PriceSharing;

/** Every ten minutes one of the nodes looks for new prices, and the others have them a minute later. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class PricesTimer {
    @Inject
    PriceSharing sharing;

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    void refresh() {
        try {
            sharing.run();
        } catch (StoreUnavailableException e) {
            // Prices stay as they are; whoever needs the store says that it is away.
        }
    }
}
