package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.llmrelay.settings.Settings;
import org.llmrelay.settings.TextSetting;

/** What the console calls itself, and what operators tell those who look at it. */
@Named
@RequestScoped
public class Brand {
    @Inject
    Settings settings;

    public String getName() {
        return settings.text(TextSetting.NAME);
    }

    /** The address of an icon that an operator has put in the place of the relay's own, or empty. Browsers keep it until settings change. */
    public String getIcon() {
        return settings.text(TextSetting.ICON).isEmpty()
                ? ""
                : PageRequest.current().getContextPath() + IconServlet.PATH + "?v=" + settings.version();
    }

    /** For those who sign in. */
    public String getConsoleNotice() {
        return settings.text(TextSetting.CONSOLE_NOTICE);
    }

    /** For holders of keys. */
    public String getHoldersNotice() {
        return settings.text(TextSetting.HOLDERS_NOTICE);
    }
}
