package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.CallQuery;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.RangeQuery;

/** The ledger's calls: found by what is in the address, page by page, and exported. */
@Named
@RequestScoped
public class CallsBacking {
    private static final String PAGE = "50";

    @Inject
    Desks desks;

    @Inject
    Acts acts;

    @Inject
    Names names;

    /** What is asked for, by the names of the API's parameters. */
    private final Map<String, String> wish = new HashMap<>();

    private @Nullable Map<String, Object> page;

    /** A {@code Calls} of the API. */
    public Map<String, Object> getPage() {
        if (page == null) {
            page = acts.look(() -> Shapes.of(desks.books().calls().page(query(), range(), wish("cursor"), PAGE)))
                    .orElse(Map.of());
        }
        return page;
    }

    private CallQuery query() {
        return new CallQuery(
                wish("key"),
                wish("account"),
                wish("model"),
                wish("client"),
                wish("ending"),
                wish("status"),
                microdollars());
    }

    /** People think in dollars. */
    private @Nullable String microdollars() {
        String dollars = wish("min_cost");
        try {
            return dollars == null
                    ? null
                    : new BigDecimal(dollars).movePointRight(6).toBigInteger().toString();
        } catch (NumberFormatException e) {
            return dollars;
        }
    }

    private RangeQuery range() {
        boolean isSpan = wish("from") != null || wish("to") != null;
        return new RangeQuery(
                isSpan ? null : Objects.requireNonNullElse(wish("range"), "7d"), wish("from"), wish("to"));
    }

    private @Nullable String wish(String name) {
        String text = wish.get(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** The address of this search with something else instead. */
    public String address(String name, String value) {
        StringBuilder address = new StringBuilder("calls?");
        Map<String, String> other = new HashMap<>(wish);
        other.remove("cursor");
        other.put(name, value);
        other.values().removeIf(text -> text == null || text.isBlank());
        other.forEach((key, text) ->
                address.append(key).append('=').append(encoded(text)).append('&'));
        return address.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What people call an account or a key. */
    public String name(String kind, @Nullable String id) {
        return names.of(kind, id);
    }

    public List<?> getItems() {
        return Shapes.list(getPage(), "items");
    }

    /** Sends what was found as a file. {@code format}: csv or jsonl. */
    public void export(String format) {
        acts.look(() -> desks.books().calls().export(query(), range(), format))
                .ifPresent(found ->
                        Download.send(found.format().fileName(), found.format().mediaType(), found::write));
    }

    public Map<String, String> getWish() {
        return wish;
    }
}
