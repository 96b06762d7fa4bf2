package org.llmrelay.settings;

import java.util.function.Supplier;

/** What holds: what operators saved, over what was deployed. Asked for every call, so it answers from memory. Thread-safe. */
public final class Settings implements Supplier<RelaySettings> {
    private final RelaySettings deployed;
    private final SavedSettings saved;
    private volatile Merged merged;

    public Settings(RelaySettings deployed, SavedSettings saved) {
        this.deployed = deployed;
        this.saved = saved;
        this.merged = new Merged(Saved.NOTHING, deployed);
    }

    /** What came of something that was saved; made once for each. */
    private record Merged(Saved saved, RelaySettings relay) {}

    @Override
    public RelaySettings get() {
        Saved now = saved.current();
        Merged known = merged;
        if (!known.saved().equals(now)) {
            known = new Merged(now, new Overlay(deployed, now.numbers()).relay());
            merged = known;
        }
        return known.relay();
    }

    /** What was deployed. */
    public RelaySettings deployed() {
        return deployed;
    }

    public String text(TextSetting setting) {
        return text(setting, saved.current());
    }

    /** What a text is where something is saved. */
    public static String text(TextSetting setting, Saved saved) {
        String text = saved.texts().get(setting.code());
        return text == null || !setting.fits(text) ? setting.usual() : text;
    }

    /** How often something was saved. */
    public long version() {
        return saved.current().version();
    }
}
