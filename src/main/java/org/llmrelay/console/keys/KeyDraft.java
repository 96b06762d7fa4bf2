package org.llmrelay.console.keys;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.console.Shapes;

/** A key as a person edits it: lists as lines, times on the operator's clock, rates in percent. Confined to one view. */
public final class KeyDraft implements Serializable {
    static final List<String> SERVICES = List.of("claude", "openai", "gemini", "droid");

    private static final long serialVersionUID = 1;
    private static final int PPM_DIGITS = 4;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final LimitsDraft limits;
    private final ZoneId zone;
    private String[] services;
    private String[] clients;

    private KeyDraft(Map<String, Object> key, ZoneId zone) {
        this.zone = zone;
        this.limits = LimitsDraft.of(key.get("limits"), zone.getId());
        this.services = texts(Shapes.list(key, "rights", "services"));
        this.clients = texts(Shapes.list(key, "rights", "clients"));
    }

    /** {@code limits}: as the API has them. */
    static KeyDraft fresh(Map<String, Object> limits, ZoneId zone) {
        KeyDraft draft = of(Map.of("enabled", true, "priority", "normal", "limits", limits), zone);
        draft.values.put("count", 1L);
        return draft;
    }

    /** {@code key}: as the API has it. */
    static KeyDraft of(Map<String, Object> key, ZoneId zone) {
        KeyDraft draft = new KeyDraft(key, zone);
        Stream.of("name", "description", "owner", "enabled", "priority")
                .forEach(name -> draft.values.put(name, key.get(name)));
        draft.values.put("tags", String.join(", ", texts(Shapes.list(key, "tags"))));
        draft.values.put("allowed", lines(Shapes.list(key, "rights", "models", "allowed")));
        draft.values.put("blocked", lines(Shapes.list(key, "rights", "models", "blocked")));
        draft.values.put("user_agents", lines(Shapes.list(key, "rights", "user_agents")));
        draft.readExpiry(key);
        for (String service : SERVICES) {
            draft.values.put("account_" + service, Shapes.at(key, "accounts", service));
            draft.values.put(
                    "fall_back_" + service, Shapes.list(key, "fall_back").contains(service));
            draft.values.put("rate_" + service, percent(Shapes.at(key, "rates_ppm", service)));
        }
        return draft;
    }

    private void readExpiry(Map<String, Object> key) {
        Object hours = key.get("lasts_hours");
        Object end = key.get("expires_at");
        values.put("expiry", hours != null ? "after" : end != null ? "at" : "never");
        if (hours instanceof Number number) {
            boolean isDays = number.longValue() % 24 == 0;
            values.put("lasts", isDays ? number.longValue() / 24 : number.longValue());
            values.put("lasts_unit", isDays ? "days" : "hours");
        } else {
            values.put("lasts_unit", "days");
        }
        if (hours == null && end instanceof String text) {
            values.put("expires_at", LOCAL.format(Instant.parse(text).atZone(zone)));
        }
    }

    /** All of it as the API takes it for a change. */
    Map<String, Object> toShape() {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("name", text("name"));
        key.put("description", text("description"));
        key.put("owner", text("owner"));
        key.put("tags", split("tags", "[,，\n]"));
        key.put("enabled", Boolean.TRUE.equals(values.get("enabled")));
        writeExpiry(key);
        key.put("limits", limits.toShape());
        key.put("rights", rights());
        key.put("priority", values.get("priority"));
        Map<String, Object> accounts = new LinkedHashMap<>();
        Map<String, Object> rates = new LinkedHashMap<>();
        for (String service : SERVICES) {
            accounts.put(service, values.get("account_" + service));
            rates.put(service, ppm(values.get("rate_" + service)));
        }
        key.put("accounts", accounts);
        key.put("rates_ppm", rates);
        key.put(
                "fall_back",
                SERVICES.stream()
                        .filter(one -> Boolean.TRUE.equals(values.get("fall_back_" + one)))
                        .toList());
        return key;
    }

    private void writeExpiry(Map<String, Object> key) {
        if ("after".equals(values.get("expiry"))) {
            long factor = "days".equals(values.get("lasts_unit")) ? 24 : 1;
            key.put("lasts_hours", Shapes.number(values, "lasts").longValue() * factor);
        } else if ("at".equals(values.get("expiry"))) {
            key.put("expires_at", instant(text("expires_at")));
        } else {
            key.put("expires_at", null);
            key.put("lasts_hours", null);
        }
    }

    private String instant(String local) {
        try {
            return LocalDateTime.parse(local).atZone(zone).toInstant().toString();
        } catch (DateTimeException e) {
            // The desk says what is wrong with it.
            return local;
        }
    }

    private Map<String, Object> rights() {
        return Map.of(
                "services", List.of(services),
                "models", Map.of("allowed", split("allowed", "\n"), "blocked", split("blocked", "\n")),
                "clients", List.of(clients),
                "user_agents", split("user_agents", "\n"));
    }

    private String text(String name) {
        return values.get(name) instanceof String text ? text.strip() : "";
    }

    private List<String> split(String name, String between) {
        return Arrays.stream(text(name).split(between))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    private static String lines(List<?> texts) {
        return texts.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }

    private static String[] texts(List<?> texts) {
        return texts.stream().map(String::valueOf).toArray(String[]::new);
    }

    private static @Nullable BigDecimal percent(@Nullable Object ppm) {
        return ppm instanceof Number number
                ? new BigDecimal(BigDecimal.valueOf(number.longValue(), PPM_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString())
                : null;
    }

    private static @Nullable Long ppm(@Nullable Object percent) {
        return percent instanceof BigDecimal number
                ? (Long) number.movePointRight(PPM_DIGITS)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValue()
                : null;
    }

    public Map<String, Object> getValues() {
        return values;
    }

    public LimitsDraft getLimits() {
        return limits;
    }

    public String[] getServices() {
        return services.clone();
    }

    public void setServices(String @Nullable [] services) {
        this.services = services == null ? new String[0] : services.clone();
    }

    public String[] getClients() {
        return clients.clone();
    }

    public void setClients(String @Nullable [] clients) {
        this.clients = clients == null ? new String[0] : clients.clone();
    }
}
