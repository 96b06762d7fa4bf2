package org.llmrelay.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the house that a machine can check. */
class HouseRulesTest {
    private static final List<String> BANNED_ENDINGS = List.of(
            "Manager", "Helper", "Util", "Impl", "Service", "Handler", "Processor", "Data", "Info", "Common", "Base");

    private static final JavaClasses RELAY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PackageTable.BASE);

    @Test
    void classNamesSayWhatTheClassIs() {
        assertThat(Sources.types())
                .filteredOn(type -> BANNED_ENDINGS.stream().anyMatch(type.name()::endsWith))
                .isEmpty();
    }

    @Test
    void everyPackageIntroducesItselfAndIsNullMarked() {
        assertThat(Sources.packagesWithoutIntroduction()).isEmpty();
    }

    @Test
    void noFileIsLongerThan400Lines() {
        assertThat(Sources.files()).filteredOn(file -> file.lines() > 400).isEmpty();
    }

    @Test
    void noMethodIsLongerThan50Lines() {
        assertThat(Sources.methods()).filteredOn(method -> method.lines() > 50).isEmpty();
    }

    @Test
    void timeComesInByConstructor() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..wiring..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(RELAY);
    }

    @Test
    void onlyConfigReadsTheEnvironment() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..config..", "..wiring..")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class, String.class)
                .check(RELAY);
    }

    @Test
    void nothingHidesInAThread() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .check(RELAY);
    }

    @Test
    void noMethodIsSynchronized() {
        noMethods().should().haveModifier(SYNCHRONIZED).check(RELAY);
    }
}
