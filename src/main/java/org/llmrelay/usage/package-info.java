/** What was used: ledger entries, totals for reports, and the port that stores them. Knows no store. All types are immutable; ports are thread-safe. */
@NullMarked
package org.llmrelay.usage;

import org.jspecify.annotations.NullMarked;
