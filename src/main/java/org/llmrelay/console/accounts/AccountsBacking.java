package org.llmrelay.console.accounts;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.llmrelay.admin.AccountBody;
import org.llmrelay.admin.Desks;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;
import org.llmrelay.console.Visitor;
import org.llmrelay.console.Words;

/** All accounts, those in trouble first. */
@Named
@ViewScoped
public class AccountsBacking implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Desks desks;

    @Inject
    transient Accounts accounts;

    @Inject
    transient Acts acts;

    @Inject
    transient Visitor visitor;

    @Inject
    transient Words words;

    private final Map<String, String> filter = new HashMap<>();
    private List<Map<String, Object>> rows = new ArrayList<>();
    private Map<String, Long> standings = Map.of();
    private List<String> kinds = List.of();
    private int total;

    /** Reads all of them anew. */
    public void load() {
        List<Map<String, Object>> all = acts.look(accounts::all).orElse(List.of());
        total = all.size();
        standings = Accounts.counts(all, AccountFilter::standingOf);
        kinds = List.copyOf(
                Accounts.counts(all, account -> Shapes.text(account, "kind")).keySet());
        rows = new ArrayList<>(AccountFilter.read(filter).of(all));
    }

    /** Takes over what somebody has typed into a row: {@code priority} or {@code weight}. */
    public void change(Map<String, Object> row, String field) {
        try {
            change(row, field, Integer.valueOf(String.valueOf(row.get(field)).strip()));
        } catch (NumberFormatException e) {
            acts.wrong(words.of("accounts.no-number"));
        }
    }

    /** Switches an account on or off, as its row says now. */
    public void flip(Map<String, Object> row) {
        change(row, "enabled", Boolean.TRUE.equals(row.get("enabled")));
    }

    private void change(Map<String, Object> row, String field, Object value) {
        String id = Shapes.text(row, "id");
        acts.change(
                        "accounts.change",
                        id,
                        () -> AccountBody.of(
                                desks.accounts().change(id, Shapes.form(Map.of(field, value)), visitor.getName())))
                .ifPresent(done ->
                        acts.done("accounts.changed." + (field.equals("enabled") ? value : field), done.name(), value));
        acts.look(() -> accounts.shown(id)).ifPresent(row::putAll);
    }

    public List<Map<String, Object>> getRows() {
        return rows;
    }

    /** How many there are, whatever is filtered. */
    public int getTotal() {
        return total;
    }

    /** How many are in trouble, at rest, ready and off. */
    public Map<String, Long> getStandings() {
        return standings;
    }

    /** The kinds that there are accounts of. */
    public List<String> getKinds() {
        return kinds;
    }

    /** {@code standing}, {@code kind}, {@code group}, {@code q} and {@code sort}, as the address has them. */
    public Map<String, String> getFilter() {
        return filter;
    }

    public boolean isFiltered() {
        return Stream.of("standing", "kind", "group", "q").anyMatch(name -> filter.get(name) != null);
    }

    /** An address of this page with the same filters, but for the standing. */
    public String withStanding(String standing) {
        Map<String, String> changed = new TreeMap<>(filter);
        changed.put("standing", standing);
        return Addresses.query(changed);
    }
}
