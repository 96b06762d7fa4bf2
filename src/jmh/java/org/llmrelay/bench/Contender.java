package org.llmrelay.bench;

import java.net.URI;
import java.util.List;

/** One way to reach the upstream: its name in the table, where to call, with which key, and the processes that do the work. */
record Contender(String name, URI url, String key, List<Long> pids) {

    static final String DIRECT = "direct";
    static final String NGINX = "nginx";
    static final String RELAY = "relay";
}
