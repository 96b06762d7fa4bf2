package org.llmrelay.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The allowed imports, read from a table of text: {@code rank | package | imports | libraries}. */
record PackageTable(List<Row> rows) {
    static final String BASE = "org.llmrelay";

    private static final String EVERYTHING = "everything";

    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("jackson-core", List.of("com.fasterxml.jackson.core..")),
            Map.entry("jackson", List.of("com.fasterxml.jackson..")),
            Map.entry("decoders", List.of("org.brotli..", "io.airlift.compress..")),
            Map.entry("jose4j", List.of("org.jose4j..")),
            Map.entry("rest", List.of("jakarta.ws.rs..")),
            Map.entry("servlet", List.of("jakarta.servlet..")),
            Map.entry("websocket", List.of("jakarta.websocket..")),
            Map.entry("undertow", List.of("io.undertow..", "org.xnio..")),
            Map.entry("jersey", List.of("org.glassfish.jersey..", "org.glassfish.hk2..")),
            Map.entry("inject", List.of("jakarta.inject..", "jakarta.annotation..")),
            Map.entry("cdi", List.of("jakarta.enterprise..")),
            Map.entry("faces", List.of("jakarta.faces..", "jakarta.el..", "org.primefaces..")),
            Map.entry("ejb", List.of("jakarta.ejb..")),
            Map.entry("httpclient", List.of("org.apache.hc..")),
            Map.entry("jedis", List.of("redis.clients..")),
            Map.entry("caffeine", List.of("com.github.benmanes.caffeine..")),
            Map.entry("slf4j", List.of("org.slf4j..", "org.jboss.logging..")),
            Map.entry("micrometer", List.of("io.micrometer..")),
            Map.entry("config", List.of("org.eclipse.microprofile.config..")));

    /** One package, or with {@code .*} at its end all packages below one. */
    record Row(String rank, String name, List<String> imports, List<String> libraries) {
        boolean covers(String packageName) {
            if (!name.endsWith(".*")) {
                return packageName.equals(BASE + "." + name);
            }
            return packageName.startsWith(BASE + "." + name.substring(0, name.length() - 1));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static PackageTable parse(String text) {
        return new PackageTable(text.lines().map(PackageTable::row).toList());
    }

    private static Row row(String line) {
        String[] cells = line.split("\\|", -1);
        return new Row(cells[0].strip(), cells[1].strip(), words(cells[2]), words(cells[3]));
    }

    private static List<String> words(String cell) {
        return Arrays.stream(cell.strip().split("\\s+"))
                .filter(word -> !word.equals("-"))
                .toList();
    }

    boolean knows(String packageName) {
        return rowOf(packageName).isPresent();
    }

    DescribedPredicate<JavaClass> belongTo(Row row) {
        return describe(
                "belong to " + row,
                type -> rowOf(type.getPackageName()).filter(row::equals).isPresent());
    }

    DescribedPredicate<JavaClass> mayBeImportedBy(Row row) {
        if (row.imports().contains(EVERYTHING)) {
            return alwaysTrue();
        }
        return describe(
                "are in its own package, in " + row.imports() + " or of " + row.libraries(),
                type -> isOwn(row, type) || isImported(row, type) || isOfLibrary(row, type));
    }

    private static boolean isOwn(Row row, JavaClass type) {
        return row.covers(type.getPackageName());
    }

    private boolean isImported(Row row, JavaClass type) {
        return rowOf(type.getPackageName())
                .filter(target -> row.imports().stream().anyMatch(entry -> matches(entry, target)))
                .isPresent();
    }

    private static boolean matches(String entry, Row target) {
        if (!entry.matches("\\d-\\d")) {
            return entry.equals(target.name());
        }
        return target.rank().compareTo(entry.substring(0, 1)) >= 0
                && target.rank().compareTo(entry.substring(2)) <= 0;
    }

    private static boolean isOfLibrary(Row row, JavaClass type) {
        String[] patterns =
                row.libraries().stream().flatMap(PackageTable::patterns).toArray(String[]::new);
        return resideInAnyPackage(patterns).test(type);
    }

    private static Stream<String> patterns(String library) {
        List<String> known = LIBRARIES.get(library);
        if (known == null) {
            throw new IllegalArgumentException(
                    "library: " + library + " (expected: one of " + LIBRARIES.keySet() + ")");
        }
        return known.stream();
    }

    /** The row with the longest name that covers a package, so that {@code api.boot} wins over {@code api.*}. */
    private Optional<Row> rowOf(String packageName) {
        return rows.stream().filter(row -> row.covers(packageName)).max(Comparator.comparing((Row row) -> row.name()
                .length()));
    }
}
