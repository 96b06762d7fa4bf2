package org.llmrelay.moving;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Client;
import org.llmrelay.key.Expiry;
import org.llmrelay.key.Glob;
import org.llmrelay.key.Grant;
import org.llmrelay.key.Handling;
import org.llmrelay.key.KeyHash;
import org.llmrelay.key.Profile;
import org.llmrelay.key.Rights;
import org.llmrelay.limit.Gate.Carried;
import org.llmrelay.limit.Limits;

/** One key of another relay on its way here. Notes whatever cannot be carried. Confined to one import. */
final class ForeignKey {
    /** The field for what all keys are charged, by service. */
    static final String COMMON_RATES = "commonServiceRates";

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final long HOURS_OF_A_DAY = 24;
    private static final Map<String, Client> CLIENTS = Map.of(
            "claude_code",
            Client.CLAUDE_CODE,
            "gemini_cli",
            Client.GEMINI_CLI,
            "codex_cli",
            Client.CODEX,
            "droid_cli",
            Client.DROID);

    /** What the other relay's services are called here; it has more, which only say where a call went. */
    private static final Map<String, String> RATED =
            Map.of("claude", "claude", "codex", "openai", "gemini", "gemini", "droid", "droid", "azure", "azure");

    private final ForeignRecord record;
    private final ForeignLimits limits;
    private final List<Note> notes = new ArrayList<>();

    /** @param zone by whose clock the other relay's days and weeks begin */
    ForeignKey(ForeignRecord record, ZoneId zone) {
        this.record = record;
        this.limits = new ForeignLimits(record, zone, notes);
    }

    /** What could not be carried, for people. */
    List<Note> notes() {
        return List.copyOf(notes);
    }

    /** What was spent under its limits, once it has been read. */
    List<Carried> spent() {
        return limits.spent();
    }

    /**
     * The key as it will be here.
     *
     * @param isHere whether there is an account or group with an id
     * @throws IllegalArgumentException when it cannot be brought in; {@link Note#of} says why
     */
    ApiKey read(Predicate<String> isHere, InstantSource clock) {
        String id = Ids.of(record);
        String hash = record.text("apiKey", "apiKeyHash", "hashedKey");
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new Obstacle(Remark.NO_HASH.of());
        }
        Limits limited = limits.read();
        ForeignBindings bindings = new ForeignBindings(record, isHere, notes);
        Map<String, String> bound = bindings.read();
        Rights rights = bindings.without(rights());
        boolean isOn = record.flag("isActive", true) && !bindings.closesAll();
        Handling handling = new Handling(Handling.Priority.NORMAL, bound, Set.of(), rates());
        Grant grant = new Grant(profile(id), isOn, expiry(), rights, limited, handling);
        noteTheRest();
        return new ApiKey(
                id,
                new ApiKey.Imprint(new KeyHash(hash), ""),
                grant,
                null,
                record.time("createdAt").orElseGet(clock::instant).truncatedTo(ChronoUnit.MILLIS));
    }

    private Profile profile(String id) {
        String name = line("name", LONGEST_NAME);
        List<String> tags = record.texts("tags").stream().map(Ids::line).toList();
        return new Profile(
                name.isEmpty() ? id : name,
                line("description", LONGEST_DESCRIPTION),
                line("userUsername", LONGEST_NAME),
                tags);
    }

    private String line(String field, int longest) {
        String text = Ids.line(record.text(field));
        if (text.length() > longest) {
            notes.add(Remark.CUT.of(field, longest));
            return text.substring(0, longest).strip();
        }
        return text;
    }

    private Expiry expiry() {
        boolean waits = record.text("expirationMode").equals("activation") && !record.flag("isActivated", false);
        if (!waits) {
            return record.time("expiresAt").<Expiry>map(Expiry.At::new).orElse(Expiry.NEVER);
        }
        boolean hours = record.text("activationUnit").equals("hours");
        long given = record.whole("activationDays");
        long count = given == 0 ? (hours ? HOURS_OF_A_DAY : 30) : given;
        return new Expiry.AfterFirstUse(Duration.ofHours(hours ? count : Math.multiplyExact(count, HOURS_OF_A_DAY)));
    }

    private Rights rights() {
        Set<String> services = new HashSet<>(record.texts("permissions"));
        if (services.remove("all")) {
            services.clear();
        }
        if (!services.isEmpty() && record.has("azureOpenaiAccountId")) {
            // There, nobody needed a permission for Azure.
            services.add("azure");
        }
        if (!Rights.SERVICES.containsAll(services)) {
            throw new Obstacle(Remark.SERVICES.of(Ids.line(String.join(", ", services))));
        }
        List<Glob> blocked = record.flag("enableModelRestriction", false)
                ? record.texts("restrictedModels").stream().map(Glob::new).toList()
                : List.of();
        return new Rights(services, new Rights.Models(List.of(), blocked), clients());
    }

    private Rights.Clients clients() {
        List<String> named = record.texts("allowedClients");
        if (!record.flag("enableClientRestriction", false) || named.isEmpty()) {
            return Rights.Clients.ALL;
        }
        if (!CLIENTS.keySet().containsAll(named)) {
            throw new Obstacle(Remark.PROGRAMS.of(Ids.line(String.join(", ", named))));
        }
        return new Rights.Clients(new HashSet<>(named.stream().map(CLIENTS::get).toList()), List.of());
    }

    private Map<String, Long> rates() {
        JsonNode common = record.json(COMMON_RATES);
        JsonNode own = record.json("serviceRates");
        Map<String, Long> rates = new HashMap<>();
        RATED.forEach((there, here) -> {
            BigDecimal rate = rate(common, there).multiply(rate(own, there));
            long millionths = Math.min(rate.movePointRight(6).longValue(), Handling.HIGHEST_RATE);
            if (millionths != Handling.FULL_RATE) {
                rates.put(here, millionths);
            }
        });
        own.properties().stream()
                .map(Map.Entry::getKey)
                .filter(service -> !RATED.containsKey(service))
                .sorted()
                .forEach(service -> notes.add(Remark.RATE.of(Ids.line(service))));
        return rates;
    }

    private static BigDecimal rate(JsonNode rates, String service) {
        return rates.has(service)
                ? ForeignRecord.number("serviceRates", rates.get(service).asText())
                : BigDecimal.ONE;
    }

    private void noteTheRest() {
        if (record.flag("enableOpenAIResponsesPayloadRules", false)) {
            notes.add(Remark.PAYLOAD_RULES.of());
        }
        if (record.has("icon")) {
            notes.add(Remark.ICON.of());
        }
    }
}
