package org.llmrelay.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** HTTP header fields in the order they came; names compare without regard to case. Immutable. */
public final class Headers {
    /** No fields at all. */
    public static final Headers NONE = new Headers(List.of());

    private final List<Field> fields;

    private Headers(List<Field> fields) {
        this.fields = fields;
    }

    /** One field line. */
    public record Field(String name, String value) {
        public boolean isNamed(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    public static Headers of(List<Field> fields) {
        return new Headers(List.copyOf(fields));
    }

    /** Names and values in turn. */
    public static Headers of(String... namesAndValues) {
        List<Field> fields = new ArrayList<>(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return of(fields);
    }

    /** The first value of a name. */
    public Optional<String> first(String name) {
        for (Field field : fields) {
            if (field.isNamed(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    /** These fields without those that {@code unwanted} picks. */
    public Headers without(Predicate<Field> unwanted) {
        return new Headers(fields.stream().filter(unwanted.negate()).toList());
    }

    /** These fields and others behind them. */
    public Headers and(Headers others) {
        if (others.fields.isEmpty()) {
            return this;
        }
        List<Field> both = new ArrayList<>(fields);
        both.addAll(others.fields);
        return new Headers(List.copyOf(both));
    }

    /** These fields with one name set to one value; other fields of the name go. */
    public Headers with(String name, String value) {
        List<Field> changed = new ArrayList<>(fields.size() + 1);
        for (Field field : fields) {
            if (!field.isNamed(name)) {
                changed.add(field);
            }
        }
        changed.add(new Field(name, value));
        return new Headers(List.copyOf(changed));
    }

    public Stream<Field> stream() {
        return fields.stream();
    }

    /** The fields in order. */
    public List<Field> fields() {
        return fields;
    }

    /** Names only: values may be secret. */
    @Override
    public String toString() {
        return fields.stream().map(Field::name).toList().toString();
    }
}
