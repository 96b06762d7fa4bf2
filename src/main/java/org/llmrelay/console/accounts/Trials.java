package org.llmrelay.console.accounts;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.AccountBody;
import org.llmrelay.admin.CheckBody;
import org.llmrelay.admin.Desks;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Shapes;
import org.llmrelay.console.Show;
import org.llmrelay.console.Words;

/** Tries accounts and routes out for a page. */
@RequestScoped
public class Trials {
    @Inject
    Desks desks;

    @Inject
    Acts acts;

    @Inject
    Show show;

    @Inject
    Words words;

    /** A {@code Check} of the API: asks the upstream of the account with an id for a word, or for its models where {@code model} is null. */
    Optional<Map<String, Object>> account(String id, @Nullable String model) {
        return acts.change(() -> Shapes.of(
                CheckBody.of(desks.choices().scheduling().test(desks.accounts().find(id), model))));
    }

    /** A {@code RouteTest} of the API: a proxy as a form takes it, and the first of some addresses; the echo where there is none. */
    Optional<Map<String, Object>> route(@Nullable Map<String, Object> proxy, List<String> addresses) {
        Map<String, Object> form = new HashMap<>();
        form.put("proxy", proxy);
        addresses.stream().findFirst().ifPresent(address -> form.put("target", address));
        return acts.change(() -> Shapes.of(desks.roads().routes().tryOut(Shapes.form(form))));
    }

    /** Says that an account was added, tries it out, and says what came of that. */
    void tell(AccountBody added) {
        acts.done("account-new.done", added.name());
        account(added.id(), null).ifPresent(check -> {
            String word = words.code("fault", Shapes.text(check, "result"));
            if (Boolean.TRUE.equals(check.get("good"))) {
                acts.done("account-new.works", show.millis(check.get("took_ms")));
            } else {
                acts.wrong(words.of("account-new.fails", word));
            }
        });
    }
}
