/**
 * Leads one call through all stations: admission, scheduling, provider, stream, settlement. Read {@link org.llmrelay.relay.RelayEngine} first. Knows no
 * servlet, no HTTP library and no store. Thread-safe; a journey is confined to one call.
 */
@NullMarked
package org.llmrelay.relay;

import org.jspecify.annotations.NullMarked;
