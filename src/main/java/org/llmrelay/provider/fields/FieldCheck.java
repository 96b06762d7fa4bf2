package org.llmrelay.provider.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.provider.AccountField;
import org.llmrelay.provider.AccountField.Form;
import org.llmrelay.provider.BaseUrl;
import org.llmrelay.secret.Secret;

/** Looks for mistakes in a connection, field by field, and remembers them without what was filled in. Confined to one thread. */
public final class FieldCheck {
    private final List<AccountField> fields;
    private final Connection connection;
    private final List<String> mistakes = new ArrayList<>();

    private FieldCheck(List<AccountField> fields, Connection connection) {
        this.fields = fields;
        this.connection = connection;
    }

    /** Everything that the fields themselves say: what is required, what is known, what an input may hold. */
    public static FieldCheck of(List<AccountField> fields, Connection connection) {
        FieldCheck check = new FieldCheck(fields, connection);
        fields.forEach(check::checkOne);
        check.strangers().forEach(name -> check.mistakes.add(name + ": is no field of this kind of account"));
        if (connection.models().containsKey("") || connection.models().containsValue("")) {
            check.mistakes.add("models: an entry lacks one of its two models");
        }
        return check;
    }

    /** One more thing that a plain field must be, where it is filled in and no mistake has been seen in it. */
    public FieldCheck that(String name, Predicate<String> fits, String mistake) {
        value(name).filter(fits.negate()).ifPresent(wrong -> add(name, mistake));
        return this;
    }

    /** The same for a secret one. */
    public FieldCheck thatSecret(String name, Predicate<Secret> fits, String mistake) {
        connection.secret(name).filter(fits.negate()).ifPresent(wrong -> add(name, mistake));
        return this;
    }

    /** A mistake in a field, unless one is known. */
    public void add(String name, String mistake) {
        if (mistakes.stream().noneMatch(known -> known.startsWith(name + ":"))) {
            mistakes.add(name + ": " + mistake);
        }
    }

    public List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /** What is filled in, or what holds instead. */
    public Optional<String> value(String name) {
        return connection
                .field(name)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .or(() -> fields.stream()
                        .filter(field -> field.name().equals(name))
                        .flatMap(field -> Stream.ofNullable(field.fallback()))
                        .findFirst());
    }

    private void checkOne(AccountField field) {
        if (field.secret()) {
            checkSecret(field);
            return;
        }
        Optional<String> value = value(field.name());
        if (value.isEmpty() && field.required()) {
            add(field.name(), "is required");
        }
        value.ifPresent(text -> checkPlain(field, text));
    }

    private void checkPlain(AccountField field, String text) {
        Form form = field.input().form();
        if (form == Form.URL && !BaseUrl.isUsable(text)) {
            add(field.name(), "must be an http or https URL with a host and without user, query or fragment");
        } else if (form == Form.CHOICE && !field.input().choices().contains(text)) {
            add(
                    field.name(),
                    "must be one of " + String.join(", ", field.input().choices()));
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            add(field.name(), "must be one line");
        }
    }

    private void checkSecret(AccountField field) {
        Optional<Secret> secret = connection.secret(field.name()).filter(text -> !text.isBlank());
        if (secret.isEmpty() && field.required()) {
            add(field.name(), "is required");
        }
        if (field.input().form() == Form.LINE
                && secret.isPresent()
                && !isWord(secret.get().reveal())) {
            add(field.name(), "must not hold spaces, line ends or other characters that keys have not");
        }
    }

    /** Whether a text is one that can stand in a header as a key. */
    public static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    /** Names that are no fields, or stand on the wrong side: a secret among the plain fields would be shown. */
    private Stream<String> strangers() {
        return Stream.concat(
                        connection.fields().keySet().stream().filter(name -> !isField(name, false)),
                        connection.secrets().keySet().stream().filter(name -> !isField(name, true)))
                .sorted();
    }

    private boolean isField(String name, boolean secret) {
        return fields.stream().anyMatch(field -> field.name().equals(name) && field.secret() == secret);
    }
}
