package org.llmrelay.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a page can ask a bean to do either is named here as harmless, or asks {@link Acts#change} before it touches anything: there viewers are refused.
 * A method that somebody adds to a bean is one of them from then on.
 */
class ViewersActsTest {
    /** What everybody may do: look, open forms, leave, see to their own password. */
    private static final Set<String> HARMLESS = Set.of(
            "AccountBacking.load",
            "AccountEditBacking.load",
            "AccountNewBacking.load",
            "AccountSignInBacking.load",
            "AccountsBacking.load",
            "BoundKeysBacking.ask",
            "CallsBacking.export",
            "ExplainBacking.ask",
            "GroupsBacking.choose",
            "ImportBacking.ask",
            "KeyBacking.load",
            "KeyBatchBacking.close",
            "KeyBatchBacking.open",
            "KeyBatchBacking.replaceLimits",
            "KeyEditBacking.load",
            "KeysBacking.load",
            "PeopleBacking.choose",
            "PricesBacking.choose",
            "ProfileBacking.change",
            "ProxiesBacking.choose",
            "ReportsBacking.export",
            "SafetyBacking.ask",
            "SignInBacking.signIn",
            "SignInBacking.signOut",
            "StatsBacking.choose",
            "StatsBacking.close",
            "StatsBacking.open");

    /** What changes only what is typed: rows of a draft, and a sign-in that begins anew. */
    private static final Set<String> OF_DRAFTS = Set.of("add", "remove", "restart");

    private static final Pattern ASKED =
            Pattern.compile("(?:action|listener|actionListener)=\"#\\{[\\w.]+\\.(\\w+)[(}]");

    private static Stream<Method> all() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.llmrelay.console")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Named.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(ViewersActsTest::isAct);
    }

    private static boolean isAct(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && method.getReturnType() == void.class
                && !method.getName().startsWith("set")
                && !method.isAnnotationPresent(Inject.class);
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    static List<Method> acts() {
        return all().filter(method -> !HARMLESS.contains(name(method))).toList();
    }

    @ParameterizedTest
    @MethodSource("acts")
    void areRefusedBeforeAnythingIsTouched(Method act) throws ReflectiveOperationException {
        ViewersBean bean = ViewersBean.of(act.getDeclaringClass());

        bean.call(act);

        assertThat(bean.asked()).as("asks whether it may").isTrue();
        assertThat(bean.said()).as("says that something was done").isFalse();
    }

    @Test
    void areAllThatIsNamed() {
        assertThat(all().map(ViewersActsTest::name)).containsAll(HARMLESS);
    }

    @Test
    void areAllThatPagesAskFor() throws IOException {
        Set<String> known = all().map(Method::getName).collect(Collectors.toSet());

        try (Stream<Path> files = Files.walk(Path.of("webapp"))) {
            List<String> asked = files.filter(file -> file.toString().endsWith(".xhtml"))
                    .flatMap(ViewersActsTest::asked)
                    .filter(name -> !OF_DRAFTS.contains(name))
                    .toList();
            assertThat(asked).hasSizeGreaterThan(50).allSatisfy(name -> assertThat(known)
                    .contains(name));
        }
    }

    private static Stream<String> asked(Path page) {
        try {
            return ASKED.matcher(Files.readString(page)).results().map(found -> found.group(1));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
