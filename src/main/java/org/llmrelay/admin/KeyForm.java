package org.llmrelay.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.llmrelay.key.Expiry;
import org.llmrelay.key.Grant;
import org.llmrelay.key.Handling;
import org.llmrelay.key.Profile;
import org.llmrelay.key.Rights;
import org.llmrelay.limit.Limits;

/** Reads what an operator sets of a key: see {@code NewKey} and {@code KeyChange} in the description. Thread-safe. */
final class KeyForm {
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_TAGS = 50;
    private static final long MOST_HOURS = 100 * 366 * 24;
    private static final Map<String, Handling.Priority> PRIORITIES =
            LimitsForm.words(Handling.Priority.values(), Handling.Priority::code);

    private final Places places;
    private final Supplier<Limits> usual;
    private final InstantSource clock;

    /** @param usual what limits new keys of which nothing is said */
    KeyForm(Places places, Supplier<Limits> usual, InstantSource clock) {
        this.places = places;
        this.usual = usual;
        this.clock = clock;
    }

    /** A new key. @throws ProblemException with all mistakes */
    Grant read(Form form) {
        Grant named = Grant.named(form.name("name", null));
        Grant grant = read(form, form.has("limits") ? named : named.with(usual.get()));
        boolean over = grant.expiry() instanceof Expiry.At at && !at.time().isAfter(clock.instant());
        if (over) {
            form.wrong("expires_at", "must be in the future");
        }
        form.finish();
        return grant;
    }

    /** A changed key. @throws ProblemException with all mistakes */
    Grant change(Form form, Grant before) {
        Profile profile = before.profile();
        Grant grant = read(form, before.with(profile.renamed(form.name("name", profile.name()))));
        form.finish();
        return grant;
    }

    /** Everything but the name, which many keys cannot share. */
    Grant read(Form form, Grant before) {
        return new Grant(
                profile(form, before.profile()),
                form.flag("enabled", before.enabled()),
                expiry(form, before.expiry()),
                form.inner("rights", before.rights(), Rights.ALL, inside -> RightsForm.read(inside, before.rights())),
                form.inner("limits", before.limits(), Limits.NONE, inside -> LimitsForm.read(inside, before.limits())),
                handling(form, before.handling()));
    }

    private static Profile profile(Form form, Profile before) {
        return new Profile(
                before.name(),
                form.line("description", before.description(), LONGEST_DESCRIPTION),
                form.line("owner", before.owner(), LONGEST_NAME),
                tags(form, before.tags()));
    }

    private static List<String> tags(Form form, List<String> before) {
        Set<String> tags = new LinkedHashSet<>(form.lines("tags", before, MOST_TAGS, LONGEST_NAME));
        tags.addAll(form.lines("add_tags", List.of(), MOST_TAGS, LONGEST_NAME));
        form.lines("remove_tags", List.of(), MOST_TAGS, LONGEST_NAME).forEach(tags::remove);
        if (tags.size() > MOST_TAGS) {
            form.wrong("add_tags", "would make more than " + MOST_TAGS + " tags");
        }
        return List.copyOf(tags);
    }

    private static Expiry expiry(Form form, Expiry before) {
        Instant fixed = form.time("expires_at", before instanceof Expiry.At at ? at.time() : null);
        Long hours = form.number(
                "lasts_hours",
                before instanceof Expiry.AfterFirstUse use ? use.span().toHours() : null,
                1,
                MOST_HOURS);
        if (fixed != null && hours != null) {
            if (form.has("expires_at") && form.has("lasts_hours")) {
                form.wrong("lasts_hours", "cannot be used together with expires_at");
            }
            // What came now takes the place of what was there before.
            return form.has("lasts_hours") ? lasting(hours) : new Expiry.At(fixed);
        }
        if (fixed != null) {
            return new Expiry.At(fixed);
        }
        return hours == null ? Expiry.NEVER : lasting(hours);
    }

    private static Expiry lasting(long hours) {
        return new Expiry.AfterFirstUse(Duration.ofHours(hours));
    }

    private Handling handling(Form form, Handling before) {
        Handling.Priority priority = form.word("priority", before.priority(), PRIORITIES);
        Map<String, String> accounts = accounts(form, before.accounts());
        Map<String, Long> rates = form.inner("rates_ppm", before.rates(), Map.of(), inside -> rates(inside, before));
        return new Handling(
                Objects.requireNonNullElse(priority, before.priority()), accounts, fallBack(form, before), rates);
    }

    private Map<String, String> accounts(Form form, Map<String, String> before) {
        Changes changes = form.changes("accounts");
        changes.names().stream()
                .filter(service -> !RightsForm.SERVICES.containsKey(service))
                .forEach(service -> form.wrong("accounts." + service, "is not a service"));
        changes.put().forEach((service, id) -> {
            if (form.isFine("accounts." + service) && !places.has(id)) {
                form.wrong("accounts." + service, "is no account's and no group's id");
            }
        });
        return changes.appliedTo(before, RightsForm.SERVICES::containsKey, Function.identity());
    }

    private static Set<String> fallBack(Form form, Handling before) {
        List<String> services = form.lines(
                "fall_back", before.fallBack().stream().sorted().toList(), RightsForm.SERVICES.size(), LONGEST_NAME);
        services.stream()
                .filter(service -> !RightsForm.SERVICES.containsKey(service))
                .forEach(service -> form.wrong("fall_back", service + " is not a service"));
        return Set.copyOf(services);
    }

    private static Map<String, Long> rates(Form form, Handling before) {
        Map<String, Long> rates = new HashMap<>();
        for (String service : RightsForm.SERVICES.keySet()) {
            Long rate = form.number(service, before.rates().get(service), 0, Handling.HIGHEST_RATE);
            if (rate != null) {
                rates.put(service, rate);
            }
        }
        return rates;
    }
}
