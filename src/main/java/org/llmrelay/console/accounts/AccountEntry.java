package org.llmrelay.console.accounts;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrelay.account.Group;
import org.llmrelay.console.Shapes;

/** What somebody fills in about an account, new or not. */
public final class AccountEntry implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int USUAL_PRIORITY = 50;

    private final HashMap<String, Object> values = new HashMap<>();
    private final HashMap<String, Object> fields = new HashMap<>();
    private final ProxyEntry proxy;
    private String[] groups;

    private AccountEntry(ProxyEntry proxy, String... groups) {
        this.proxy = proxy;
        this.groups = groups;
    }

    static AccountEntry blank() {
        AccountEntry entry = new AccountEntry(ProxyEntry.of(null), Group.SHARED);
        entry.values.put("priority", (long) USUAL_PRIORITY);
        return entry;
    }

    /** From an account as the API shows it. */
    static AccountEntry of(Map<String, Object> account) {
        String[] groups =
                Shapes.list(account, "groups").stream().map(String::valueOf).toArray(String[]::new);
        AccountEntry entry = new AccountEntry(ProxyEntry.of(account.get("proxy")), groups);
        entry.values.put("name", account.get("name"));
        entry.values.put("priority", Shapes.number(account, "priority").longValue());
        if (account.get("fields") instanceof Map<?, ?> shown) {
            // What is sealed is shown as a sign only.
            shown.forEach((name, value) -> {
                if (value instanceof String) {
                    entry.fields.put(String.valueOf(name), value);
                }
            });
        }
        return entry;
    }

    /**
     * What a desk takes.
     *
     * @param kind a {@code Kind} of the API
     * @param secrets those that were typed; all others stay as they were
     */
    Map<String, Object> form(Map<String, Object> kind, Map<String, String> secrets) {
        Map<String, Object> form = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value != null) {
                form.put(name, value);
            }
        });
        form.put("fields", fields(kind, secrets));
        form.put("proxy", proxy.form(secrets));
        form.put("groups", List.copyOf(Arrays.asList(groups)));
        return form;
    }

    private Map<String, Object> fields(Map<String, Object> kind, Map<String, String> secrets) {
        Map<String, Object> form = new LinkedHashMap<>();
        for (Object field : Shapes.list(kind, "fields")) {
            String name = Shapes.text(field, "name");
            if (!Boolean.TRUE.equals(Shapes.at(field, "secret"))) {
                form.put(name, fields.get(name));
            } else if (secrets.get(name) != null) {
                form.put(name, secrets.get(name));
            }
        }
        return form;
    }

    /** The address that calls would go to: what is filled in, or what holds otherwise. */
    List<String> addresses(Map<String, Object> kind) {
        List<String> addresses = new ArrayList<>();
        for (Object field : Shapes.list(kind, "fields")) {
            if (Shapes.text(field, "input").equals("url")) {
                Object typed = fields.get(Shapes.text(field, "name"));
                String address = typed == null ? Shapes.text(field, "fallback") : typed.toString();
                if (!address.isEmpty()) {
                    addresses.add(address);
                }
            }
        }
        return addresses;
    }

    /** {@code name}, {@code priority} and so on. */
    public Map<String, Object> getValues() {
        return values;
    }

    /** Those of the kind that are no secrets. */
    public Map<String, Object> getFields() {
        return fields;
    }

    public ProxyEntry getProxy() {
        return proxy;
    }

    public String[] getGroups() {
        return groups.clone();
    }

    public void setGroups(String[] groups) {
        this.groups = groups.clone();
    }
}
