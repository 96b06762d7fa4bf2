/** Books what calls used, each once, and frees what they held. Knows the ledger's port, not its store. Thread-safe. */
@NullMarked
package org.llmrelay.settlement;

import org.jspecify.annotations.NullMarked;
