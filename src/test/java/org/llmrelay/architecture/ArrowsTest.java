package org.llmrelay.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrows between packages only point inward. A new row or entry needs an ADR. */
class ArrowsTest {
    /**
     * Rank, package, the packages it may import, the libraries it may use; everybody may use itself, the JDK and JSpecify. {@code x.*} is every
     * package below {@code x}, {@code 0-2} every package of these ranks. Nobody lists {@code redis}, {@code upstream.hc5}, {@code telemetry},
     * {@code console}, {@code timer} or {@code api}; only {@code wiring} lists {@code config}; nobody lists {@code wiring}.
     */
    private static final PackageTable TABLE = PackageTable.parse("""
            0    | failure      | -                                                     | -
            0    | secret       | -                                                     | -
            0    | sse          | -                                                     | -
            0    | call         | failure                                               | -
            0    | route        | secret                                                | -
            0    | claim        | -                                                     | -
            1    | wire         | call failure sse                                      | jackson-core
            1    | wire.*       | call failure sse wire                                 | jackson-core
            1    | upstream     | call failure route                                    | -
            1    | account      | failure route secret                                  | -
            1    | key          | failure limit secret                                  | -
            1    | limit        | failure                                               | -
            1    | pricing      | call                                                  | jackson
            1    | settings     | -                                                     | -
            1    | audit        | failure                                               | -
            2    | backup       | failure secret                                        | -
            2    | moving       | account failure key limit provider route secret       | jackson
            2    | provider     | account call failure route secret sse upstream wire   | jackson
            2    | provider.*   | account call failure provider route secret sse upstream wire | jackson
            2    | provider.vertex | account call failure provider provider.* route secret sse upstream wire | jackson jose4j
            2    | admission    | call failure key limit pricing secret settings        | -
            2    | scheduling   | account call failure key limit settings               | -
            2    | renewal      | account failure provider route secret upstream        | -
            2    | translation  | call failure sse wire                                 | jackson
            2    | translation.* | call failure sse translation wire wire.*             | jackson
            2    | stream       | call failure sse upstream wire                        | decoders
            2    | usage        | call claim failure pricing                            | -
            2    | settlement   | call failure key pricing usage                        | -
            3    | relay        | 0-2                                                   | -
            3    | signin       | failure secret                                        | jose4j caffeine
            3    | admin        | 0-2 relay signin                                      | jackson
            4    | api          | 0-3                                                   | rest servlet inject
            4    | api.*        | 0-3 api                                               | rest servlet inject
            4    | api.admin    | 0-3 api                                               | rest servlet inject jackson
            4    | api.anthropic | 0-3 api                                              | rest servlet inject jackson
            4    | api.openai   | 0-3 api                                               | rest servlet inject jackson websocket
            4    | api.gemini   | 0-3 api                                               | rest servlet inject jackson
            4    | api.boot     | 0-3 api api.* api.admin api.anthropic api.gemini      | rest servlet inject cdi jersey
            4    | console      | 0-2 admin signin                                      | faces cdi inject servlet jackson
            4    | console.*    | 0-2 admin signin console                              | faces cdi inject servlet
            4    | timer        | 0-3                                                   | ejb cdi inject
            side | undertow     | -                                                     | servlet undertow
            side | upstream.hc5 | call failure route secret upstream                    | httpclient
            side | redis        | 0-2 signin                                            | jedis jackson caffeine
            side | telemetry    | 0-3                                                   | slf4j micrometer
            side | config       | 0-3 redis upstream.hc5                                | config
            side | wiring       | everything                                            | everything
            """);

    private static final DescribedPredicate<JavaClass> JDK = describe(
            "the JDK or JSpecify",
            resideInAnyPackage("java..", "javax.crypto..", "javax.net..", "javax.security..", "org.jspecify..")
                    .or(resideInAnyPackage("")));

    private static final JavaClasses RELAY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PackageTable.BASE);

    static Stream<PackageTable.Row> rows() {
        return TABLE.rows().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void aPackageImportsOnlyWhatItsRowAllows(PackageTable.Row row) {
        classes()
                .that(TABLE.belongTo(row))
                .should()
                .onlyDependOnClassesThat(JDK.or(TABLE.mayBeImportedBy(row)))
                .check(RELAY);
    }

    @Test
    void everyPackageHasItsRow() {
        assertThat(RELAY.stream().map(JavaClass::getPackageName).distinct())
                .filteredOn(name -> !TABLE.knows(name))
                .isEmpty();
    }
}
