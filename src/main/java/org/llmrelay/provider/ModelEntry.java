package org.llmrelay.provider;

import java.time.Instant;

/** A model that an account offers, as its upstream lists it. */
public record ModelEntry(String id, String displayName, Instant created) {}
