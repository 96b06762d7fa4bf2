package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.llmrelay.settings.NumberSetting;

/** What settings that are numbers may be. */
@Named
@RequestScoped
public class SettingRules {
    @Inject
    Words words;

    public long least(String name) {
        return NumberSetting.named(name).least();
    }

    public long most(String name) {
        return NumberSetting.named(name).most();
    }

    /** In words. */
    public String range(String name) {
        return words.of(
                "settings.between", SettingsDraft.shown(name, least(name)), SettingsDraft.shown(name, most(name)));
    }
}
