package org.llmrelay.settings;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.llmrelay.settings.CoolDowns.Cause;
import org.llmrelay.settings.CoolDowns.Rest;
import org.llmrelay.settings.RelaySettings.Failover;
import org.llmrelay.settings.RelaySettings.Patience;

/** Lays numbers that were saved over settings; one that does not fit is as if nobody had saved it. */
record Overlay(RelaySettings below, Map<String, Long> saved) {

    RelaySettings relay() {
        return new RelaySettings(
                new Failover(
                        (int) number("failover.attempts"),
                        span("failover.deadline_ms"),
                        span("failover.overload_pause_ms")),
                new Patience(
                        span("patience.connect_ms"),
                        span("patience.first_byte_ms"),
                        span("patience.idle_ms"),
                        span("patience.ping_ms")),
                span("affinity_ms"),
                coolDowns());
    }

    private CoolDowns coolDowns() {
        Map<Cause, Rest> rests = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.values()) {
            rests.put(cause, new Rest(span(NumberSetting.first(cause)), span(NumberSetting.longest(cause))));
        }
        return new CoolDowns(rests, span("cool_downs.longest_asked_ms"));
    }

    private Duration span(String name) {
        return Duration.ofMillis(number(name));
    }

    private long number(String name) {
        NumberSetting setting = NumberSetting.named(name);
        Long other = saved.get(name);
        return other == null || !setting.fits(other) ? setting.in().applyAsLong(below) : other;
    }
}
