package org.llmrelay.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.llmrelay.key.Glob;
import org.llmrelay.settings.ModelRoutes;

/** Shows calls by their model the door of a service, and of its doors the first behind which an account can serve. Thread-safe. */
public final class ModelSignpost implements Entrance.Signpost {
    private final List<Way> ways;
    private final Predicate<Entrance.Door> served;

    /** Where models of a pattern go. */
    private record Way(Glob pattern, List<Entrance.Door> doors) {}

    /**
     * @param doors those of each service, the best first; all for callers of one dialect
     * @param served whether there are accounts behind a door
     * @throws IllegalArgumentException when a route leads to a service that is not there
     */
    public ModelSignpost(ModelRoutes routes, Map<String, List<Entrance.Door>> doors, Predicate<Entrance.Door> served) {
        this.ways = routes.routes().stream()
                .map(route -> new Way(new Glob(route.pattern()), doorsOf(route.service(), doors)))
                .toList();
        this.served = served;
    }

    private static List<Entrance.Door> doorsOf(String service, Map<String, List<Entrance.Door>> doors) {
        List<Entrance.Door> found = doors.get(service);
        if (found == null) {
            Set<String> known = doors.keySet();
            throw new IllegalArgumentException("model route to: " + service + " (expected: one of " + known + ")");
        }
        return found;
    }

    /** A model that no pattern speaks of goes where the last route leads. */
    @Override
    public Entrance.Door behind(String model) {
        Way last = ways.get(ways.size() - 1);
        List<Entrance.Door> doors = ways.stream()
                .filter(way -> way.pattern().matches(model))
                .findFirst()
                .orElse(last)
                .doors();
        return doors.stream().filter(served).findFirst().orElse(doors.get(0));
    }
}
