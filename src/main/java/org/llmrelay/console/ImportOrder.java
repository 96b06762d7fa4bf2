package org.llmrelay.console;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.ImportBody;
import org.llmrelay.admin.ImportDesk;
import org.llmrelay.admin.ImportQuery;
import org.llmrelay.admin.Progress;
import org.llmrelay.call.Body;
import org.llmrelay.secret.Secret;

/**
 * What an operator wants from another relay, kept from the look at it until it is brought in. Not stored anywhere.
 *
 * @param file what the other relay exported; empty where its Redis is read
 * @param url of the other relay's Redis, or null for a file
 * @param key the other relay's encryption key, or null
 */
record ImportOrder(
        Body file, @Nullable Secret url, @Nullable Secret key, Terms terms) {

    /** How it is to be done. */
    record Terms(boolean replaces, String zone, boolean accepted) {}

    /** What kind of act it is, as it is written down. */
    String act() {
        return url == null ? "import.file" : "import.redis";
    }

    ImportBody run(ImportDesk desk, boolean isTry, String operator, Progress progress) {
        String existing = terms.replaces() ? "replace" : "keep";
        if (url == null) {
            ImportQuery query =
                    new ImportQuery(String.valueOf(isTry), existing, terms.zone(), String.valueOf(terms.accepted()));
            return desk.bringFile(file.array(), query, key == null ? null : key.reveal(), operator, progress);
        }
        Map<String, Object> form = new HashMap<>(Map.of(
                "url", url.reveal(),
                "existing", existing,
                "dry_run", isTry,
                "time_zone", terms.zone(),
                "terms_accepted", terms.accepted()));
        if (key != null) {
            form.put("encryption_key", key.reveal());
        }
        return desk.bringRedis(Shapes.form(form), operator, progress);
    }
}
