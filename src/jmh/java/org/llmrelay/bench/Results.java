package org.llmrelay.bench;

import java.util.List;
import java.util.Optional;

/** The samples of all contenders that one order was run against, in their order. */
record Results(List<Samples> all) {

    Results {
        all = List.copyOf(all);
    }

    Samples of(String contender) {
        return find(contender).orElseThrow(() -> new BenchBroken("not measured: " + contender));
    }

    /** Empty when the run was asked to leave the relay out. */
    Optional<Samples> relay() {
        return find(Contender.RELAY);
    }

    private Optional<Samples> find(String contender) {
        return all.stream()
                .filter(samples -> samples.contender().name().equals(contender))
                .findFirst();
    }
}
