package org.llmrelay.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.llmrelay.limit.Limits;
import org.llmrelay.settings.NumberSetting;
import org.llmrelay.settings.RelaySettings;
import org.llmrelay.settings.Saved;
import org.llmrelay.settings.Settings;
import org.llmrelay.settings.TextSetting;

/**
 * What an operator may change while the relay runs.
 *
 * @param version of what was saved; a change names the one that it was made from
 * @param values what holds, by name
 * @param deployment what holds where nobody has saved another
 * @param saved the names of those that an operator has saved
 * @param timeZone by which usage is counted: a setting of the deployment
 */
public record SettingsBody(
        long version, Map<String, Object> values, Map<String, Object> deployment, List<String> saved, String timeZone)
        implements JsonBody {

    static SettingsBody of(RelaySettings holding, RelaySettings deployed, Saved saved, ZoneId zone) {
        List<String> names = Stream.concat(
                        NumberSetting.ALL.stream().map(NumberSetting::name).filter(saved.numbers()::containsKey),
                        Arrays.stream(TextSetting.values())
                                .map(TextSetting::code)
                                .filter(saved.texts()::containsKey))
                .toList();
        return new SettingsBody(
                saved.version(), values(holding, saved), values(deployed, Saved.NOTHING), names, zone.getId());
    }

    private static Map<String, Object> values(RelaySettings relay, Saved saved) {
        Map<String, Object> values = new LinkedHashMap<>();
        NumberSetting.ALL.forEach(
                setting -> values.put(setting.name(), setting.in().applyAsLong(relay)));
        for (TextSetting setting : TextSetting.values()) {
            String text = Settings.text(setting, saved);
            values.put(setting.code(), setting == TextSetting.KEY_LIMITS ? limits(text) : text);
        }
        return values;
    }

    private static Object limits(String text) {
        try {
            return text.isEmpty() ? LimitsBody.of(Limits.NONE) : Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("limits of new keys: stored text that is not JSON", e);
        }
    }
}
