package org.llmrelay.config;

/** Through what the hot calls come in. */
public enum Entrance {
    /** A plain asynchronous servlet. */
    SERVLET,
    /** A JAX-RS resource. */
    JERSEY
}
