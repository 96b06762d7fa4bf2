package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The console's sentences in the visitor's language, where a page or a bean puts something into them. */
@Named
@RequestScoped
public class Words {
    private static final String BUNDLE = "org.llmrelay.console.messages";

    @Inject
    Visitor visitor;

    private @Nullable ResourceBundle bundle;

    /** The sentence of a name, with {@code {0}}, {@code {1}} … replaced. */
    public String of(String name, Object... parts) {
        Locale locale = visitor.getLocale();
        return new MessageFormat(bundle(locale).getString(name), locale).format(parts);
    }

    /** The word for a code of a closed set, such as {@code standing.healthy}; the code itself where there is none. */
    public String code(String set, String code) {
        return text(set + "." + code, code);
    }

    /** The sentence of a name as it stands; {@code otherwise} where there is none. */
    public String text(String name, String otherwise) {
        try {
            return bundle(visitor.getLocale()).getString(name);
        } catch (MissingResourceException e) {
            return otherwise;
        }
    }

    /** What a desk says of a mistake, in the visitor's language where it is known there. */
    public String mistake(String detail) {
        Mistakes.Read read = Mistakes.read(detail);
        String sentence = text("mistake." + read.name(), "");
        return sentence.isEmpty()
                ? detail
                : new MessageFormat(sentence, visitor.getLocale())
                        .format(read.parts().toArray());
    }

    /** A note of an import, as the API shows it, in the visitor's language. */
    public String note(Map<String, ?> note) {
        String sentence = text("import-note." + Shapes.text(note, "code"), "");
        return sentence.isEmpty()
                ? Shapes.text(note, "text")
                : new MessageFormat(sentence, visitor.getLocale())
                        .format(Shapes.list(note, "parts").toArray());
    }

    /** Looked up once for a request: a page says hundreds of sentences. */
    private ResourceBundle bundle(Locale locale) {
        ResourceBundle found = bundle;
        if (found == null) {
            found = ResourceBundle.getBundle(
                    BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
            bundle = found;
        }
        return found;
    }
}
