package org.llmrelay.timer;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import org.llmrelay.pricing.PriceBook;

/** Looks for new prices every ten minutes. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class PricesTimer {
    @Inject
    PriceBook prices;

    @Schedule(hour = "*", minute = "*/10", second = "30", persistent = false)
    void refresh() {
        prices.refresh();
    }
}
