package org.llmrelay.admin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.account.Account.Profile;
import org.llmrelay.account.Duty;
import org.llmrelay.account.Groups;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.Kind;
import org.llmrelay.route.Targets;
import org.llmrelay.route.Way;
import org.llmrelay.secret.Secret;

/** Reads what an operator says about an account, with the provider of its kind looking over the shoulder. */
final class AccountForm {
    private static final int PRIORITY = 50;
    private static final int LAST_PRIORITY = 100;
    private static final Connection NOTHING = new Connection(Map.of(), Map.of(), Map.of());

    private final Collection<Kind> providers;
    private final DutyForm duties;
    private final ProxyForm proxies;
    private final Targets targets;

    AccountForm(Collection<Kind> providers, Groups groups, ProxyForm proxies, Targets targets) {
        this.providers = List.copyOf(providers);
        this.duties = new DutyForm(groups);
        this.proxies = proxies;
        this.targets = targets;
    }

    /** What the form makes of an account, or of nothing. */
    record Entry(String kind, Profile profile, Connection connection, Duty duty) {
        static Entry blank(String kind) {
            return new Entry(kind, new Profile("new", true, PRIORITY), NOTHING, Duty.USUAL);
        }
    }

    /** Reads an account of a kind that is settled, and leaves what is wrong in the form. */
    Entry readAs(Form form, String kind) {
        Kind known = provider(form, kind, null);
        Connection connection = connection(form, known, NOTHING).by(proxies.way(form, "proxy", NOTHING.way()));
        checkTargets(form, connection, NOTHING);
        return new Entry(kind, profile(form, null), connection, duties.read(form, Duty.USUAL));
    }

    /** @throws ProblemException with all mistakes */
    Entry read(Form form, @Nullable Account before) {
        Profile profile = profile(form, before);
        String kind = form.text("kind", before == null ? null : before.kind());
        Kind provider = provider(form, kind, before);
        if (before == null && provider != null && provider.oauth().isPresent()) {
            form.wrong("kind", "signs in: its accounts are made by POST /accounts/sign-ins");
        }
        Connection known = before == null ? NOTHING : before.connection();
        Way way = proxies.way(form, "proxy", known.way());
        Connection connection = connection(form, provider, known).by(way);
        checkTargets(form, connection, known);
        Duty duty = duties.read(form, before == null ? Duty.USUAL : before.duty());
        form.finish();
        return new Entry(kind, profile, connection, duty);
    }

    private static Profile profile(Form form, @Nullable Account before) {
        return new Profile(
                form.name("name", before == null ? null : before.name()),
                form.flag("enabled", before == null || before.isEnabled()),
                form.whole(
                        "priority", before == null ? PRIORITY : before.profile().priority(), 1, LAST_PRIORITY));
    }

    private @Nullable Kind provider(Form form, String kind, @Nullable Account before) {
        if (before != null && !before.kind().equals(kind)) {
            form.wrong("kind", "cannot be changed");
        }
        Optional<Kind> provider =
                providers.stream().filter(one -> one.kind().equals(kind)).findFirst();
        if (provider.isEmpty() && form.isFine("kind")) {
            form.wrong("kind", "must be one of " + String.join(", ", kinds()));
        }
        return provider.orElse(null);
    }

    private Set<String> kinds() {
        return providers.stream().map(Kind::kind).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Connection connection(Form form, @Nullable Kind provider, Connection before) {
        Changes fields = form.changes("fields");
        Changes models = form.changes("models");
        Map<String, String> map = models.appliedTo(before.models(), name -> true, Function.identity());
        if (provider == null) {
            return before;
        }
        Map<String, AccountField> declared =
                provider.fields().stream().collect(Collectors.toMap(AccountField::name, Function.identity()));
        fields.names().stream()
                .filter(name -> !declared.containsKey(name))
                .forEach(name -> form.wrong("fields." + name, "is not known for this kind"));
        Connection after = new Connection(
                fields.appliedTo(before.fields(), name -> isPlain(declared, name), Function.identity()),
                fields.appliedTo(before.secrets(), name -> isSecret(declared, name), Secret::of),
                map);
        check(form, provider, after);
        return after;
    }

    /** Addresses that are written out; names are looked up when they are dialled. What stands there already is left to that, too. */
    private void checkTargets(Form form, Connection connection, Connection known) {
        connection.fields().forEach((name, text) -> {
            boolean refused = RouteDesk.httpAddress(text)
                    .filter(uri -> targets.refuses(uri.getHost()))
                    .isPresent();
            if (refused && !known.field(name).equals(Optional.of(text))) {
                form.wrong("fields." + name, "has an address that RELAY_ALLOWED_TARGETS does not allow");
            }
        });
    }

    private static void check(Form form, Kind provider, Connection connection) {
        provider.fields().stream()
                .filter(AccountField::required)
                .map(AccountField::name)
                .filter(name -> connection.field(name).isEmpty()
                        && connection.secret(name).isEmpty())
                .filter(name -> form.isFine("fields." + name))
                .forEach(name -> form.wrong("fields." + name, "is required"));
        provider.mistakesIn(connection).forEach(mistake -> pass(form, provider, mistake));
    }

    /** A provider's mistake begins with a name and a colon where it is about one field, or about the model map. */
    private static void pass(Form form, Kind provider, String mistake) {
        String[] parts = mistake.split(": ", 2);
        String field = parts.length == 2 ? place(provider, parts[0]) : "fields";
        if (form.isFine(field)) {
            form.wrong(field, field.equals("fields") ? mistake : parts[1]);
        }
    }

    private static String place(Kind provider, String name) {
        if (name.equals("models")) {
            return name;
        }
        boolean isField =
                provider.fields().stream().anyMatch(field -> field.name().equals(name));
        return isField ? "fields." + name : "fields";
    }

    private static boolean isPlain(Map<String, AccountField> declared, String name) {
        AccountField field = declared.get(name);
        return field != null && !field.secret();
    }

    private static boolean isSecret(Map<String, AccountField> declared, String name) {
        AccountField field = declared.get(name);
        return field != null && field.secret();
    }
}
