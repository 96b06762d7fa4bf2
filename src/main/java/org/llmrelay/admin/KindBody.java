package org.llmrelay.admin;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.Kind;
import org.llmrelay.provider.OAuth;
import org.llmrelay.provider.Provider;
import org.llmrelay.renewal.OAuthKinds;

/**
 * A kind of account, and what has to be filled in for it.
 *
 * @param dialects what its accounts speak; none while no calls are relayed to them
 * @param signIn how its accounts sign in, or null
 */
public record KindBody(
        String kind,
        String label,
        List<String> dialects,
        List<Field> fields,
        @Nullable SignIn signIn) implements JsonBody {

    /**
     * A field.
     *
     * @param input what it looks like: line, lines, url, choice or json
     * @param choices the texts that can be chosen, where it is a choice
     * @param fallback what holds when the field is left out
     */
    record Field(
            String name,
            String label,
            String input,
            List<String> choices,
            boolean secret,
            boolean required,
            @Nullable String fallback,
            String help) {}

    /**
     * Signing in.
     *
     * @param missing the settings of the deployment without which it cannot be done
     * @param notice what has to be confirmed
     */
    record SignIn(List<Way> ways, List<String> missing, String notice) {}

    /** A way to sign in. {@code style}: {@code code} or {@code device}. */
    record Way(String id, String label, String style) {}

    public static KindBody of(Kind kind, OAuthKinds oauth) {
        return new KindBody(
                kind.kind(),
                kind.label(),
                kind instanceof Provider provider
                        ? provider.dialects().stream().sorted().toList()
                        : List.of(),
                kind.fields().stream().map(KindBody::field).toList(),
                oauth.of(kind.kind()).map(KindBody::signIn).orElse(null));
    }

    private static SignIn signIn(OAuthKinds.Entry entry) {
        OAuth oauth = entry.oauth();
        List<Way> ways = oauth.ways().stream()
                .map(way -> new Way(way.id(), way.label(), word(way.style())))
                .toList();
        return new SignIn(ways, entry.client().missing(), oauth.notice());
    }

    private static Field field(AccountField field) {
        return new Field(
                field.name(),
                field.label(),
                word(field.input().form()),
                field.input().choices(),
                field.secret(),
                field.required(),
                field.fallback(),
                field.help());
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
