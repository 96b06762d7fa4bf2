package org.llmrelay.route;

import java.time.Instant;

/** A proxy that accounts share: a change of it changes the route of all of them. */
public record NamedProxy(String id, String name, Proxy proxy, Instant created) {}
