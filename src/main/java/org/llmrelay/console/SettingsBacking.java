package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import org.llmrelay.settings.RelaySettings;
import org.llmrelay.usage.Calendar;

/** How this node is set up. The deployment's settings are shown and not changed here. */
@Named
@RequestScoped
public class SettingsBacking {
    @Inject
    RelaySettings settings;

    @Inject
    Calendar calendar;

    @Inject
    Show show;

    public int getAttempts() {
        return settings.failover().attempts();
    }

    public String getDeadline() {
        return span(settings.failover().deadline());
    }

    public String getOverloadPause() {
        return show.millis(settings.failover().overloadPause().toMillis());
    }

    public String getConnect() {
        return span(settings.patience().connect());
    }

    public String getFirstByte() {
        return span(settings.patience().firstByte());
    }

    public String getIdle() {
        return span(settings.patience().idle());
    }

    public String getPing() {
        return span(settings.patience().ping());
    }

    public String getAffinity() {
        return span(settings.affinity());
    }

    private String span(Duration span) {
        return show.span(span);
    }

    public String getZone() {
        return calendar.zone().getId();
    }
}
