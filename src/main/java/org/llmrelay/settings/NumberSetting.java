package org.llmrelay.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.llmrelay.settings.CoolDowns.Cause;

/**
 * A number that an operator may change. Times are in milliseconds, which their names end with.
 *
 * @param name such as {@code failover.attempts}
 * @param least the smallest that may be saved
 * @param most the largest that may be saved
 * @param in reads it from settings
 */
public record NumberSetting(String name, long least, long most, ToLongFunction<RelaySettings> in) {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** All of them, as they are shown. */
    public static final List<NumberSetting> ALL = List.copyOf(all());

    private static final Map<String, NumberSetting> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(NumberSetting::name, setting -> setting));

    private static List<NumberSetting> all() {
        List<NumberSetting> all = new ArrayList<>(List.of(
                new NumberSetting("failover.attempts", 1, 20, settings -> settings.failover()
                        .attempts()),
                time("failover.deadline_ms", SECOND, HOUR, settings -> settings.failover()
                        .deadline()),
                time("failover.overload_pause_ms", 10, MINUTE, settings -> settings.failover()
                        .overloadPause()),
                time("patience.connect_ms", 100, 5 * MINUTE, settings -> settings.patience()
                        .connect()),
                time("patience.first_byte_ms", SECOND, HOUR, settings -> settings.patience()
                        .firstByte()),
                time("patience.idle_ms", SECOND, HOUR, settings -> settings.patience()
                        .idle()),
                time("patience.ping_ms", SECOND, 10 * MINUTE, settings -> settings.patience()
                        .ping()),
                time("affinity_ms", MINUTE, 30 * DAY, RelaySettings::affinity),
                time("cool_downs.longest_asked_ms", SECOND, 7 * DAY, settings -> settings.coolDowns()
                        .longestAsked())));
        Arrays.stream(Cause.values()).forEach(cause -> {
            all.add(time(first(cause), 100, DAY, settings -> settings.coolDowns()
                    .after(cause)
                    .first()));
            all.add(time(longest(cause), SECOND, 7 * DAY, settings -> settings.coolDowns()
                    .after(cause)
                    .longest()));
        });
        return all;
    }

    private static NumberSetting time(String name, long least, long most, Function<RelaySettings, Duration> in) {
        return new NumberSetting(
                name, least, most, settings -> in.apply(settings).toMillis());
    }

    /** The name of the first rest after a cause. */
    public static String first(Cause cause) {
        return "cool_downs." + cause.code() + ".first_ms";
    }

    /** The name of the longest rest after a cause. */
    public static String longest(Cause cause) {
        return "cool_downs." + cause.code() + ".longest_ms";
    }

    /** @throws IllegalArgumentException when there is none of the name */
    public static NumberSetting named(String name) {
        NumberSetting found = BY_NAME.get(name);
        if (found == null) {
            throw new IllegalArgumentException("setting: " + name + " (expected: one of " + BY_NAME.keySet() + ")");
        }
        return found;
    }

    public boolean fits(long value) {
        return value >= least && value <= most;
    }
}
