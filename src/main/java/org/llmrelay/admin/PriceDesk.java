package org.llmrelay.admin;

import java.util.List;
import org.llmrelay.pricing.Price;
import org.llmrelay.pricing.PriceBook;
import org.llmrelay.pricing.PriceForm;
import org.llmrelay.pricing.PriceOverrides;
import org.llmrelay.pricing.PriceSource;
import org.llmrelay.pricing.UnpricedModel;
import org.llmrelay.pricing.UnpricedModels;

/** What an operator does with prices. Throws {@link ProblemException} where it cannot be done. Thread-safe. */
public final class PriceDesk {
    private static final int LONGEST_MODEL = 256;

    private final PriceBook book;
    private final PriceOverrides overrides;
    private final UnpricedModels unpriced;

    public PriceDesk(PriceBook book, PriceOverrides overrides, UnpricedModels unpriced) {
        this.book = book;
        this.overrides = overrides;
        this.unpriced = unpriced;
    }

    public PriceBook book() {
        return book;
    }

    public Price override(String model, Form form) {
        if (model.isBlank() || model.length() > LONGEST_MODEL || model.chars().anyMatch(Character::isISOControl)) {
            form.wrong("model", "must be a name of up to " + LONGEST_MODEL + " characters");
        }
        PriceForm.Answer answer = PriceForm.read(model, form.whole(), PriceSource.OVERRIDE);
        answer.mistakes().forEach(mistake -> form.wrong(mistake.field(), mistake.detail()));
        form.finish();
        Price price = answer.price();
        if (price == null) {
            throw new IllegalStateException("a form without mistakes gives a price");
        }
        overrides.save(price);
        return price;
    }

    public void restore(String model) {
        if (!overrides.delete(model)) {
            throw new ProblemException(Problem.notFound("override of a price", model));
        }
    }

    public List<UnpricedModel> unknown() {
        return unpriced.all().stream()
                .filter(model -> book.table().find(model.model()).isEmpty())
                .toList();
    }
}
