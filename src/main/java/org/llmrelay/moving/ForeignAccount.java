package org.llmrelay.moving;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Caps;
import org.llmrelay.account.Duty;
import org.llmrelay.account.Group;
import org.llmrelay.account.Margin;
import org.llmrelay.account.Pass;
import org.llmrelay.account.Upkeep;
import org.llmrelay.route.Proxy;
import org.llmrelay.route.Way;
import org.llmrelay.secret.Secret;

/** One account of another relay on its way here. Notes whatever cannot be carried. Confined to one import. */
final class ForeignAccount {
    private static final int LONGEST_NAME = 100;
    private static final int USUAL_PRIORITY = 50;
    private static final int LAST_PRIORITY = 100;
    private static final List<String> STOPPED_BY_ITSELF =
            List.of("rateLimitAutoStopped", "fiveHourAutoStopped", "quotaAutoStopped", "tempErrorAutoStopped");
    private static final List<String> DISGUISES =
            List.of("userAgent", "unifiedClientId", "useUnifiedUserAgent", "useUnifiedClientId", "interceptWarmup");

    private final ForeignRecord record;
    private final Sort sort;
    private final ZoneId zone;
    private final List<Note> notes = new ArrayList<>();

    /** @param zone by whose clock the other relay's days begin */
    ForeignAccount(ForeignRecord record, Sort sort, ZoneId zone) {
        this.record = record;
        this.sort = sort;
        this.zone = zone;
    }

    /** The account as it will be here, and its tokens where it signs in. */
    record Arrival(Account account, @Nullable Pass pass) {}

    /** What could not be carried, for people. */
    List<Note> notes() {
        return List.copyOf(notes);
    }

    /**
     * @param groups ids of the groups that it is a member of
     * @throws IllegalArgumentException when it cannot be brought in; {@link Note#of} says why
     */
    Arrival read(OtherSeals seals, Set<String> groups, InstantSource clock) {
        String id = Ids.of(record);
        ForeignConnection.Draft draft = new ForeignConnection(record, sort, seals).read();
        Map<String, String> models = models();
        Account account = new Account(
                id,
                draft.kind(),
                new Account.Profile(name(id), isOn(), priority()),
                new Account.Connection(draft.fields(), draft.secrets(), models, way()),
                duty(groups),
                record.time("createdAt").orElseGet(clock::instant).truncatedTo(ChronoUnit.MILLIS));
        noteTheRest();
        return new Arrival(account, draft.pass());
    }

    private String name(String id) {
        String name = Ids.line(record.text("name"));
        if (name.length() > LONGEST_NAME) {
            notes.add(Remark.CUT.of("name", LONGEST_NAME));
        }
        return name.isEmpty() ? id : name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }

    /** An account that was stopped for a while by what happened to it is not one that somebody switched off. */
    private boolean isOn() {
        boolean stopped = STOPPED_BY_ITSELF.stream().anyMatch(field -> record.flag(field, false));
        boolean takesCalls = record.flag("schedulable", true);
        if (!takesCalls && !stopped && record.flag("isActive", true)) {
            notes.add(Remark.NOT_SCHEDULED.of());
        }
        return record.flag("isActive", true) && (takesCalls || stopped);
    }

    private int priority() {
        return record.has("priority")
                ? (int) Math.max(1, Math.min(LAST_PRIORITY, record.whole("priority")))
                : USUAL_PRIORITY;
    }

    private Map<String, String> models() {
        Map<String, String> models = new HashMap<>();
        record.json("supportedModels").properties().forEach(entry -> {
            String here = entry.getValue().asText().strip();
            if (!here.isEmpty() && !here.equals(entry.getKey())) {
                models.put(entry.getKey(), here);
            }
        });
        return models;
    }

    /** A list of models, or a map whose keys are the models that may be asked for. */
    private List<String> patterns() {
        JsonNode map = record.json("supportedModels");
        return map.isObject()
                ? map.properties().stream().map(Map.Entry::getKey).toList()
                : record.texts("supportedModels");
    }

    /** A proxy that cannot be read is no reason to go without one. */
    private Way way() {
        JsonNode node = record.json("proxy");
        if (!node.isObject() || node.isEmpty()) {
            if (record.has("proxy") && !record.text("proxy").equals("null")) {
                throw new Obstacle(Remark.PROXY.of());
            }
            return Way.DIRECT;
        }
        ForeignRecord proxy = new ForeignRecord(node);
        String host = proxy.text("host");
        if (!Proxy.isHost(host)) {
            throw new Obstacle(Remark.PROXY_HOST.of());
        }
        String user = proxy.text("username");
        Proxy.Login login = user.isEmpty() ? null : new Proxy.Login(user, Secret.of(proxy.text("password")));
        return new Way.Own(new Proxy(kind(proxy), host, Math.toIntExact(proxy.whole("port")), login));
    }

    private static Proxy.Kind kind(ForeignRecord proxy) {
        String word = proxy.text("type", "protocol").toUpperCase(Locale.ROOT);
        return Optional.of(word.equals("SOCKS5H") ? "SOCKS5" : word)
                .filter(name -> Set.of("HTTP", "HTTPS", "SOCKS5").contains(name))
                .map(Proxy.Kind::valueOf)
                .orElseThrow(() -> new Obstacle(Remark.PROXY_KIND.of()));
    }

    private Duty duty(Set<String> groups) {
        Upkeep upkeep = new Upkeep(
                record.time("subscriptionExpiresAt").orElse(null),
                record.flag("disableAutoProtection", false) || record.flag("disableTempUnavailable", false),
                null,
                null);
        return new Duty(circles(groups), patterns(), 1, caps(), Margin.NONE, upkeep);
    }

    private Set<String> circles(Set<String> groups) {
        if (sort == Sort.CCR && groups.isEmpty()) {
            notes.add(Remark.CCR.of());
        }
        return switch (record.text("accountType")) {
            case "dedicated" -> Set.of();
            case "group" -> groups;
            default -> sort == Sort.CCR ? groups : Set.of(Group.SHARED);
        };
    }

    private Caps caps() {
        int calls = Math.toIntExact(record.whole("maxConcurrentTasks"));
        if (record.has("quotaResetTime")
                && !record.text("quotaResetTime").equals("00:00")
                && record.money("dailyQuota") > 0) {
            notes.add(Remark.QUOTA_RESET.of());
        }
        return new Caps(calls, 0, 0, record.money("dailyQuota"), zone);
    }

    private void noteTheRest() {
        if (DISGUISES.stream()
                .anyMatch(field -> record.has(field) && !record.text(field).equals("false"))) {
            notes.add(Remark.DISGUISE.of());
        }
        if (sort == Sort.OFFICIAL && record.has("password")) {
            notes.add(Remark.PASSWORD.of());
        }
        if (record.flag("autoStopOnWarning", false)) {
            notes.add(Remark.AUTO_STOP.of());
        }
        if (record.has("maxConcurrency") && record.whole("maxConcurrency") > 0) {
            notes.add(Remark.QUEUES.of());
        }
        if (record.has("tempUnavailable503TtlSeconds") || record.has("tempUnavailable5xxTtlSeconds")) {
            notes.add(Remark.COOL_DOWNS.of());
        }
        if (record.has("description")) {
            notes.add(Remark.DESCRIPTION.of());
        }
        if (Set.of("error", "unauthorized", "blocked").contains(record.text("status"))) {
            notes.add(Remark.STOOD.of(record.text("status")));
        }
    }
}
