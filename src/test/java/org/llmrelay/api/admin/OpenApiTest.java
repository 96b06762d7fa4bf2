package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.llmrelay.admin.Form;

class OpenApiTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private final Description description = Description.load();
    private final Map<String, Method> routes = routes();

    @Test
    void describesEveryRouteAndNoOther() {
        assertThat(description.operations()).isEqualTo(routes.keySet()).hasSizeGreaterThan(15);
    }

    @Test
    void describesTheParametersThatTheRoutesTake() {
        routes.forEach((route, method) -> {
            assertThat(described(route, "path")).as(route).isEqualTo(inTemplate(route));
            assertThat(taken(method, PathParam.class, a -> ((PathParam) a).value()))
                    .as(route)
                    .isEqualTo(inTemplate(route));
            assertThat(described(route, "query"))
                    .as(route)
                    .isEqualTo(taken(method, QueryParam.class, a -> ((QueryParam) a).value()));
        });
    }

    @Test
    void saysWhichRoutesNeedABody() {
        routes.forEach(
                (route, method) -> assertThat(description.operation(route).has("requestBody"))
                        .as(route)
                        .isEqualTo(Arrays.stream(method.getParameterTypes())
                                .anyMatch(type -> type == Form.class || type == InputStream.class)));
    }

    @Test
    void saysWhichRoutesNeedAToken() {
        routes.forEach((route, method) -> {
            boolean open = description.operation(route).has("security");
            boolean guarded = method.isAnnotationPresent(SignedInOnly.class)
                    || method.getDeclaringClass().isAnnotationPresent(SignedInOnly.class);
            assertThat(guarded).as(route).isNotEqualTo(open);
        });
    }

    @Test
    void namesEachOperationOnce() {
        Set<String> names = new HashSet<>();
        assertThat(routes.keySet()).allSatisfy(route -> assertThat(names.add(
                        description.operation(route).get("operationId").asText()))
                .isTrue());
    }

    @Test
    void refersOnlyToWhatIsThere() {
        assertThat(description.document().findValuesAsText("$ref")).isNotEmpty().allSatisfy(ref -> assertThat(
                        description.document().at(ref.substring(1)).isMissingNode())
                .isFalse());
    }

    @Test
    void isServedToEverybody() {
        AdminWorld.Reply reply = new AdminWorld().anybody().get("/openapi.json");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("openapi").asText()).isEqualTo("3.1.0");
    }

    private static Map<String, Method> routes() {
        Map<String, Method> routes = new TreeMap<>();
        for (Object resource : new AdminWorld().resources()) {
            String root = resource.getClass().getAnnotation(Path.class).value();
            for (Method method : resource.getClass().getDeclaredMethods()) {
                verb(method).ifPresent(verb -> routes.put(verb + " /" + root + below(method), method));
            }
        }
        return routes;
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String below(Method method) {
        Path path = method.getAnnotation(Path.class);
        return path == null ? "" : "/" + path.value();
    }

    private static Set<String> inTemplate(String route) {
        return PARAMETER.matcher(route).results().map(result -> result.group(1)).collect(Collectors.toSet());
    }

    private static Set<String> taken(
            Method method, Class<? extends Annotation> kind, Function<Annotation, String> name) {
        return Stream.concat(
                        Arrays.stream(method.getParameterAnnotations()).flatMap(Arrays::stream),
                        Arrays.stream(method.getParameters())
                                .filter(parameter -> parameter.isAnnotationPresent(BeanParam.class))
                                .flatMap(parameter ->
                                        Arrays.stream(parameter.getType().getDeclaredFields()))
                                .flatMap(field -> Arrays.stream(field.getAnnotations())))
                .filter(kind::isInstance)
                .map(name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> described(String route, String in) {
        return description.parameters(route).stream()
                .filter(parameter -> parameter.get("in").asText().equals(in))
                .map(parameter -> parameter.get("name"))
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
