package org.llmrelay.console.accounts;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.AccountState;
import org.llmrelay.account.Group;
import org.llmrelay.admin.AccountBody;
import org.llmrelay.admin.AccountStateBody;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.Paging;
import org.llmrelay.admin.RangeQuery;
import org.llmrelay.admin.UsageDesk;
import org.llmrelay.console.Shapes;
import org.llmrelay.console.Words;
import org.llmrelay.usage.Calendar;

/**
 * Accounts as pages show them: an {@code Account} of the API with its {@code state}, what it used {@code today} and in thirty days ({@code month}), how it
 * stands in a word ({@code stand}), why ({@code why}), and the names of its groups but the
 * shared one ({@code group_names}).
 */
@Named("accounts")
@RequestScoped
public class Accounts {
    private static final Paging ALL = new Paging(0, Integer.MAX_VALUE);

    @Inject
    Desks desks;

    @Inject
    Words words;

    @Inject
    Calendar calendar;

    List<Map<String, Object>> all() {
        Map<String, Object> today = used("today");
        Map<String, Object> month = used("30d");
        return desks.accounts().states().stream()
                .map(this::shown)
                .map(account -> {
                    account.put("today", today.get(Shapes.text(account, "id")));
                    account.put("month", month.get(Shapes.text(account, "id")));
                    return account;
                })
                .toList();
    }

    /** One account, without what it used. */
    Map<String, Object> shown(String id) {
        return shown(desks.accounts().state(id));
    }

    private Map<String, Object> shown(AccountState known) {
        Map<String, Object> account = Shapes.of(AccountBody.of(known.account()));
        Map<String, Object> state = Shapes.of(AccountStateBody.of(known));
        Stand stand = Stand.of(account, state, calendar.now());
        account.put("state", state);
        account.put("stand", stand.code());
        account.put("look", stand.look());
        account.put("ends", Stand.ends(stand, state));
        account.put("why", why(stand, state));
        account.put("kind_label", kindLabel(Shapes.text(account, "kind")));
        account.put("group_names", groupNames(Shapes.list(account, "groups")));
        return account;
    }

    private Map<String, Object> used(String range) {
        UsageDesk.Wish wish = new UsageDesk.Wish("account", "cost");
        Map<String, Object> top = Shapes.of(desks.books().usage().top(wish, new RangeQuery(range, null, null), ALL));
        return Shapes.list(top, "items").stream()
                .collect(Collectors.toMap(
                        item -> Shapes.text(item, "id"), item -> Shapes.at(item, "total"), (one, other) -> one));
    }

    /** Why it stands as it does, in a few words; empty where there is nothing to say. */
    private String why(Stand stand, Map<String, Object> state) {
        if (stand == Stand.HEALTHY || stand == Stand.DISABLED || stand == Stand.EXPIRED) {
            return "";
        }
        return Stand.reason(state)
                .map(reason -> words.code("fault", Shapes.text(reason, "cause")))
                .orElseGet(() -> words.code("stand-why", stand.code()));
    }

    /** What people call a kind. */
    public String kindLabel(String kind) {
        String label = desks.choices().kinds().all().stream()
                .filter(one -> one.kind().equals(kind))
                .map(one -> one.label())
                .findFirst()
                .orElse(kind);
        return words.text("kind." + kind, label);
    }

    private List<String> groupNames(List<?> ids) {
        Map<String, String> names = groupNames();
        return ids.stream()
                .map(String::valueOf)
                .filter(id -> !id.equals(Group.SHARED))
                .map(id -> names.getOrDefault(id, id))
                .toList();
    }

    /** The names of all groups by their ids, the shared one first. */
    public Map<String, String> groupNames() {
        return desks.choices().groups().all().stream()
                .collect(Collectors.toMap(group -> group.id(), this::nameOf, (one, other) -> one, LinkedHashMap::new));
    }

    /** What people call a group: a shared one that nobody has renamed has its name in the visitor's language. */
    String nameOf(Group group) {
        return group.isShared() && group.name().equals(Group.USUAL.name()) ? words.of("group.shared") : group.name();
    }

    /** How often each word comes that some accounts have. */
    static Map<String, Long> counts(
            List<Map<String, Object>> accounts, Function<Map<String, Object>, @Nullable String> word) {
        Map<String, Long> counts = new LinkedHashMap<>();
        accounts.forEach(account -> {
            String one = word.apply(account);
            if (one != null) {
                counts.merge(one, 1L, Long::sum);
            }
        });
        return counts;
    }
}
