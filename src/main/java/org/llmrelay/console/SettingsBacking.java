package org.llmrelay.console;

import jakarta.annotation.PostConstruct;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.OriginsBody;
import org.llmrelay.admin.SettingsBody;
import org.llmrelay.settings.NumberSetting;

/** What an operator changes while the relay runs; only what was changed on the page is saved. */
@Named
@ViewScoped
public class SettingsBacking implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String TIME = "_ms";
    private static final String PAGE = "/web/settings";

    @Inject
    transient Desks desks;

    @Inject
    transient Acts acts;

    @Inject
    transient Words words;

    private final Map<String, Object> typed = new HashMap<>();
    private Map<String, Object> shape = Map.of();
    private String origins = "";
    private transient @Nullable Part icon;

    @PostConstruct
    void load() {
        acts.look(() -> desks.house().settings().current()).ifPresent(this::read);
        origins = allowed();
    }

    private void read(SettingsBody body) {
        shape = Shapes.of(body);
        typed.clear();
        typed.putAll(values("values"));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> values(String which) {
        return (Map<String, Object>) shape.getOrDefault(which, Map.of());
    }

    private String allowed() {
        return String.join("\n", desks.roads().origins().current().allowed());
    }

    public void save() {
        Map<String, Object> changed = new HashMap<>();
        values("values").forEach((name, value) -> {
            Object now = typed.get(name);
            if (!Objects.toString(value, "").equals(Objects.toString(now, ""))) {
                changed.put(name, now);
            }
        });
        boolean isFine = takeIcon(changed) && (changed.isEmpty() || change(changed)) && saveOrigins();
        if (isFine) {
            acts.done("settings.saved");
            showAnew();
        }
    }

    private boolean takeIcon(Map<String, Object> changed) {
        Part uploaded = icon;
        if (uploaded == null || uploaded.getSize() == 0) {
            return true;
        }
        Optional<String> address = Uploads.icon(uploaded);
        address.ifPresent(found -> changed.put("branding.icon", found));
        if (address.isEmpty()) {
            acts.wrong(words.of("settings.icon-wrong"));
        }
        return address.isPresent();
    }

    private boolean change(Map<String, Object> values) {
        Map<String, Object> form = Map.of("version", shape.getOrDefault("version", 0), "values", values);
        Optional<SettingsBody> saved =
                acts.change("settings.set", "", () -> desks.house().settings().change(Shapes.form(form)));
        saved.ifPresent(this::read);
        return saved.isPresent();
    }

    private boolean saveOrigins() {
        List<String> lines =
                Stream.of(origins.split("\\s+")).filter(line -> !line.isEmpty()).toList();
        return String.join("\n", lines).equals(allowed())
                || acts.change(
                                "settings.origins.set",
                                "",
                                () -> OriginsBody.of(
                                        desks.roads().origins().change(Shapes.form(Map.of("allowed_origins", lines)))))
                        .isPresent();
    }

    /** Goes back to what was deployed. */
    public void putBack(String name) {
        Map<String, Object> form = new HashMap<>();
        form.put(name, null);
        if (change(form)) {
            acts.done("settings.put-back-done");
            showAnew();
        }
    }

    /** After a form that came with a file the page is loaded anew; others are updated in place. */
    private static void showAnew() {
        FacesContext context = FacesContext.getCurrentInstance();
        if (context.getPartialViewContext().isAjaxRequest()) {
            return;
        }
        try {
            context.getExternalContext().redirect(context.getExternalContext().getRequestContextPath() + PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean saved(String name) {
        return Shapes.list(shape, "saved").contains(name);
    }

    /** What was deployed, in words. */
    public String deployed(String name) {
        return shown(name, values("deployment").get(name));
    }

    /** What holds, in words. */
    public String holding(String name) {
        return shown(name, values("values").get(name));
    }

    private static String shown(String name, @Nullable Object value) {
        return name.endsWith(TIME) && value instanceof Number millis
                ? Spans.text(millis.longValue())
                : Objects.toString(value, "");
    }

    /** What a number must be, in words. */
    public String range(String name) {
        NumberSetting setting = NumberSetting.named(name);
        return words.of("settings.between", shown(name, setting.least()), shown(name, setting.most()));
    }

    public long least(String name) {
        return NumberSetting.named(name).least();
    }

    public long most(String name) {
        return NumberSetting.named(name).most();
    }

    /** What is typed, by the names of settings. */
    public Map<String, Object> getTyped() {
        return typed;
    }

    public String getZone() {
        return Shapes.text(shape, "time_zone");
    }

    public String getOrigins() {
        return origins;
    }

    public void setOrigins(@Nullable String origins) {
        this.origins = Objects.requireNonNullElse(origins, "");
    }

    public @Nullable Part getIcon() {
        return icon;
    }

    public void setIcon(@Nullable Part icon) {
        this.icon = icon;
    }
}
