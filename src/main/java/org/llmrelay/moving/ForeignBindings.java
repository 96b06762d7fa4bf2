package org.llmrelay.moving;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.llmrelay.key.Rights;

/** Which account or group takes the calls of one key of another relay. Confined to one import. */
final class ForeignBindings {
    private static final String CLAUDE = "claude";

    /** In the order in which the other relay looks at them. */
    private static final List<Field> FIELDS = List.of(
            new Field("claudeAccountId", CLAUDE),
            new Field("claudeConsoleAccountId", CLAUDE),
            new Field("bedrockAccountId", CLAUDE),
            new Field("openaiAccountId", "openai"),
            new Field("azureOpenaiAccountId", "azure"),
            new Field("geminiAccountId", "gemini"),
            new Field("droidAccountId", "droid"));

    private final ForeignRecord record;
    private final Predicate<String> isHere;
    private final List<Note> notes;
    private final Set<String> closed = new HashSet<>();
    private boolean closesAll;

    ForeignBindings(ForeignRecord record, Predicate<String> isHere, List<Note> notes) {
        this.record = record;
        this.isHere = isHere;
        this.notes = notes;
    }

    private record Field(String name, String service) {}

    /** Service to the only account or group for it. */
    Map<String, String> read() {
        Map<String, String> bound = new HashMap<>();
        for (Field field : FIELDS) {
            String id = record.text(field.name()).replaceFirst("^(group|responses|api):", "");
            if (id.isEmpty()) {
                continue;
            }
            if (!isHere.test(id)) {
                closed.add(field.service());
                notes.add(Remark.BOUND_ELSEWHERE.of(field.name(), Ids.line(id)));
            } else if (bound.putIfAbsent(field.service(), id) != null) {
                notes.add(Remark.BOUND_ALREADY.of(field.name(), field.service()));
            }
        }
        closed.removeAll(bound.keySet());
        closed.forEach(service -> notes.add(Remark.UNBOUND.of(service)));
        return bound;
    }

    /** Rights without the services whose accounts are not here: nobody gave the key the shared ones. */
    Rights without(Rights rights) {
        if (closed.isEmpty()) {
            return rights;
        }
        Set<String> left = new HashSet<>(rights.services().isEmpty() ? Rights.SERVICES : rights.services());
        left.removeAll(closed);
        closesAll = left.isEmpty();
        return new Rights(left, rights.models(), rights.clients());
    }

    /** Whether nothing is left that the key may use; no service at all would mean every service. */
    boolean closesAll() {
        return closesAll;
    }
}
