package org.llmrelay.bench;

import java.net.URI;

/** A running relay whose account calls the mock upstream. */
record Relay(URI url, String key, long pid, URI redis) {

    /** The record's own text would show the key. */
    @Override
    public String toString() {
        return "relay at " + url;
    }
}
