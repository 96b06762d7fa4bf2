package org.llmrelay.admin;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.llmrelay.provider.Kind;
import org.llmrelay.renewal.OAuthKinds;

/** What an operator may know of the kinds of account. Throws {@link ProblemException} where it cannot be told. Thread-safe. */
public final class KindDesk {
    private final List<KindBody> all;

    public KindDesk(Collection<Kind> kinds, OAuthKinds oauth) {
        this.all = kinds.stream()
                .sorted(Comparator.comparing(Kind::kind))
                .map(kind -> KindBody.of(kind, oauth))
                .toList();
    }

    public List<KindBody> all() {
        return all;
    }

    public KindBody find(String kind) {
        return all.stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.notFound("kind of account", kind)));
    }
}
