package org.llmrelay.settings;

class InMemorySavedSettingsTest extends SavedSettingsContract {
    private final SavedSettings settings = new InMemorySavedSettings();

    @Override
    protected SavedSettings settings() {
        return settings;
    }
}
