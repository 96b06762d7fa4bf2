package org.llmrelay.admin;

import java.util.List;
import org.llmrelay.settings.OriginRules;
import org.llmrelay.settings.Origins;

/** What an operator does about browsers. Throws {@link ProblemException} where it cannot be done. Thread-safe. */
public final class OriginDesk {
    private static final int MOST = 100;
    private static final int LONGEST = 255;
    private static final String ALLOWED = "allowed_origins";

    private final OriginRules rules;

    public OriginDesk(OriginRules rules) {
        this.rules = rules;
    }

    public Origins current() {
        return rules.current();
    }

    public Origins change(Form form) {
        List<String> allowed = form.lines(ALLOWED, rules.current().allowed(), MOST, LONGEST);
        if (!allowed.stream().allMatch(Origins::isOrigin)) {
            form.wrong(
                    ALLOWED, "must hold * or origins such as https://chat.example, in lower case and without a path");
        }
        form.finish();
        Origins origins = new Origins(allowed);
        rules.save(origins);
        return origins;
    }
}
