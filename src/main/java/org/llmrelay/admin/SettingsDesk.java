package org.llmrelay.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.llmrelay.limit.Limits;
import org.llmrelay.settings.CoolDowns.Cause;
import org.llmrelay.settings.NumberSetting;
import org.llmrelay.settings.Origins;
import org.llmrelay.settings.Saved;
import org.llmrelay.settings.SavedSettings;
import org.llmrelay.settings.Settings;
import org.llmrelay.settings.TextSetting;

/** What an operator changes while the relay runs. Throws {@link ProblemException} where it cannot be done. Thread-safe. */
public final class SettingsDesk {
    private static final String VERSION = "version";
    private static final String VALUES = "values";

    private final Settings settings;
    private final SavedSettings store;
    private final ZoneId zone;

    /** @param zone by which usage is counted */
    public SettingsDesk(Settings settings, SavedSettings store, ZoneId zone) {
        this.settings = settings;
        this.store = store;
        this.zone = zone;
    }

    /** How it is on this node. */
    public SettingsBody current() {
        return SettingsBody.of(settings.get(), settings.deployed(), store.current(), zone);
    }

    /** What is written down of it: what holds, and which origins may call. */
    public Map<String, String> audited(Origins origins) {
        Map<String, String> fields = Audit.fields(current().values());
        fields.putAll(Audit.fields(OriginsBody.of(origins)));
        return fields;
    }

    public String text(TextSetting setting) {
        return settings.text(setting);
    }

    /** What new keys are limited by where their makers say nothing of limits. */
    public Limits keyLimits() {
        String text = settings.text(TextSetting.KEY_LIMITS);
        if (text.isEmpty()) {
            return Limits.NONE;
        }
        try {
            Form form = new Form(Json.MAPPER.readValue(text, ObjectNode.class));
            Limits limits = LimitsForm.read(form, Limits.NONE);
            form.finish();
            return limits;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("limits of new keys: stored text that is not JSON", e);
        }
    }

    /** Saves the values that are named, and puts those back that are null; holds on every node from the next call on. */
    public SettingsBody change(Form form) {
        Saved before = store.latest();
        Long version = form.number(VERSION, null, 0, Long.MAX_VALUE - 1);
        if (version == null && form.isFine(VERSION)) {
            form.wrong(VERSION, "is required");
        }
        Saved next = form.inner(VALUES, before, before, inside -> read(inside, before));
        form.finish();
        long made = Objects.requireNonNull(version);
        if (made != before.version() || !store.replace(next.as(made + 1))) {
            throw new ProblemException(
                    Problem.conflict("Somebody else has changed the settings meanwhile; look at them again"));
        }
        return current();
    }

    private Saved read(Form form, Saved before) {
        Map<String, Long> numbers = new HashMap<>(before.numbers());
        for (NumberSetting setting : NumberSetting.ALL) {
            Long old = before.numbers().get(setting.name());
            put(numbers, setting.name(), form.number(setting.name(), old, setting.least(), setting.most()));
        }
        for (Cause cause : Cause.values()) {
            if (number(numbers, NumberSetting.first(cause)) > number(numbers, NumberSetting.longest(cause))) {
                form.wrong(NumberSetting.longest(cause), "must not be shorter than the first rest");
            }
        }
        Map<String, String> texts = new HashMap<>(before.texts());
        for (TextSetting setting : TextSetting.values()) {
            String text = text(form, setting, texts.getOrDefault(setting.code(), ""));
            put(texts, setting.code(), text.isEmpty() ? null : text);
        }
        return new Saved(before.version(), numbers, texts);
    }

    private long number(Map<String, Long> numbers, String name) {
        Long saved = numbers.get(name);
        return saved == null ? NumberSetting.named(name).in().applyAsLong(settings.deployed()) : saved;
    }

    private static String text(Form form, TextSetting setting, String before) {
        String code = setting.code();
        if (setting == TextSetting.KEY_LIMITS) {
            return form.inner(code, before, "", SettingsDesk::limits);
        }
        String text = setting.isLong()
                ? form.passage(code, before, setting.longest())
                : form.line(code, before, setting.longest());
        if (!text.isEmpty() && !setting.fits(text)) {
            form.wrong(code, setting.expected());
        }
        return text;
    }

    /** As they will be read again; nothing where nothing is limited. */
    private static String limits(Form form) {
        Limits limits = LimitsForm.read(form, Limits.NONE);
        return limits.equals(Limits.NONE)
                ? ""
                : Json.MAPPER.valueToTree(LimitsBody.of(limits)).toString();
    }

    private static <T> void put(Map<String, T> map, String name, @Nullable T value) {
        if (value == null) {
            map.remove(name);
        } else {
            map.put(name, value);
        }
    }
}
