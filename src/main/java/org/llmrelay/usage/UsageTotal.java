package org.llmrelay.usage;

import java.time.LocalDate;
import org.llmrelay.call.Usage;

/** What was used of one model on one day of the operator's zone, and what it cost; {@code estimated}: of how many calls a part is estimated. */
public record UsageTotal(LocalDate day, String model, long calls, long estimated, Usage usage, Spending spending) {}
