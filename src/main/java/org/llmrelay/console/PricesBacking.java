package org.llmrelay.console;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.Paging;
import org.llmrelay.admin.PriceBody;
import org.llmrelay.admin.PricesBody;
import org.llmrelay.admin.UnpricedBody;

/** What models cost: what is shipped or loaded, what an operator set, and what nobody knows. */
@Named
@ViewScoped
public class PricesBacking implements Serializable {
    private static final int MOST = 5_000;
    private static final int SHOWN = 200;

    @Inject
    transient Desks desks;

    @Inject
    transient Acts acts;

    private @Nullable String search;
    private transient @Nullable Map<String, Object> prices;
    private final Map<String, Object> chosen = new HashMap<>();

    /** A {@code Prices} of the API. */
    public Map<String, Object> getPrices() {
        if (prices == null) {
            prices = acts.look(() -> Shapes.of(PricesBody.of(desks.prices().book(), new Paging(0, MOST))))
                    .orElse(Map.of());
        }
        return prices;
    }

    /** Those whose name has what is searched for; what an operator set comes first. */
    public List<?> getItems() {
        String wanted = search == null ? "" : search.strip().toLowerCase(Locale.ROOT);
        return Shapes.list(getPrices(), "items").stream()
                .filter(item ->
                        Shapes.text(item, "model").toLowerCase(Locale.ROOT).contains(wanted))
                .sorted((a, b) -> Boolean.compare(isOwn(b), isOwn(a)))
                .limit(SHOWN)
                .toList();
    }

    private static boolean isOwn(Object item) {
        return Shapes.text(item, "source").equals("override");
    }

    public List<?> getUnknown() {
        return acts.look(() -> Shapes.of(
                        desks.prices().unknown().stream().map(UnpricedBody::of).toList()))
                .orElse(List.of());
    }

    /** Opens the form for a model, with the price that it has. */
    public void choose(String model) {
        chosen.clear();
        for (Object item : Shapes.list(getPrices(), "items")) {
            if (Shapes.text(item, "model").equals(model) && Shapes.at(item, "price") instanceof Map<?, ?> price) {
                price.forEach((name, value) -> chosen.put(String.valueOf(name), value));
            }
        }
        chosen.put("model", model);
    }

    public void save() {
        String model =
                Objects.requireNonNullElse((String) chosen.get("model"), "").strip();
        Map<String, Object> price = new HashMap<>(chosen);
        price.remove("model");
        price.values().removeIf(Objects::isNull);
        acts.change(
                        "prices.overrides.set",
                        model,
                        () -> PriceBody.of(desks.prices().override(model, Shapes.form(price))))
                .ifPresent(saved -> tell("prices.saved", model));
    }

    public void restore(String model) {
        acts.change("prices.overrides.delete", model, () -> {
                    desks.prices().restore(model);
                    return model;
                })
                .ifPresent(gone -> tell("prices.restored", gone));
    }

    private void tell(String name, String model) {
        acts.done(name, model);
        prices = null;
        chosen.clear();
    }

    /** A number of a price, which may be written in several ways. */
    public @Nullable BigDecimal amount(@Nullable Object number) {
        return number == null ? null : new BigDecimal(number.toString());
    }

    public @Nullable String getSearch() {
        return search;
    }

    public void setSearch(@Nullable String search) {
        this.search = search;
    }

    public Map<String, Object> getChosen() {
        return chosen;
    }
}
