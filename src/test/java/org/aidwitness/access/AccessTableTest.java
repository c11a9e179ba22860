package org.aidwitness.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.OpenForm;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.aidwitness.web.Needs;
import org.junit.jupiter.api.Test;

/**
 * Every endpoint × every role, as the table says: who may not gets 401 or 403 whatever they send; who may is answered
 * about what they sent. Walks the code, so that a new endpoint cannot be forgotten.
 */
@QuarkusTest
class AccessTableTest {

    @Inject
    World world;

    private record Endpoint(String verb, String path, Verb needs, boolean form) {}

    @Test
    void every_endpoint_lets_in_exactly_whom_the_table_names() {
        Stage stage = world.stage();
        for (Role role : Role.values()) {
            world.person(stage, role.name(), stage.sender, role);
        }
        List<String> wrong = new ArrayList<>();
        List<Endpoint> endpoints = endpoints();
        assertThat(endpoints.size()).isGreaterThan(20);
        for (Endpoint endpoint : endpoints) {
            RequestSpecification visitor = given().header("Sec-Fetch-Site", "same-origin");
            check(wrong, endpoint, "visitor", visitor, endpoint.needs().isPublic() ? 0 : 401);
            for (Role role : Role.values()) {
                RequestSpecification asked = given().header("Authorization", "Bearer " + stage.tokens.get(role.name()));
                check(wrong, endpoint, role.name(), asked, endpoint.needs().allows(Set.of(role)) ? 0 : 403);
            }
            check(wrong, endpoint, "forger", given().header("Authorization", "Bearer aidw_forged"), 401);
        }
        assertThat(wrong).isEmpty();
    }

    /** Sends something the endpoint can read, so that nothing but the table decides; 0 is: anything but 401 and 403. */
    private static void check(
            List<String> wrong, Endpoint endpoint, String who, RequestSpecification asked, int expected) {
        String path = endpoint.path()
                .replaceAll("\\{sha256}", "0".repeat(64))
                .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        boolean evidence = path.contains("/evidence/");
        if (endpoint.form()) {
            OpenForm.at("/sign-in").onto(asked);
        } else if (!endpoint.verb().equals("GET")) {
            asked.contentType(evidence || path.endsWith("/imports") ? "application/octet-stream" : "application/json");
            asked.body(evidence ? "x".getBytes(StandardCharsets.US_ASCII) : "{}".getBytes(StandardCharsets.US_ASCII));
        }
        Response response = asked.request(endpoint.verb(), path);
        int status = response.statusCode();
        boolean right = expected == 0 ? status != 401 && status != 403 : status == expected;
        if (!right || status >= 500) {
            wrong.add(endpoint + " as " + who + ": " + status + " " + response.asString());
        }
    }

    private static List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (JavaClass found :
                new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("org.aidwitness")) {
            if (!found.isAnnotatedWith(Path.class)) {
                continue;
            }
            Class<?> resource = found.reflect();
            for (Method method : resource.getDeclaredMethods()) {
                Needs needs = method.getAnnotation(Needs.class);
                if (needs != null) {
                    Path own = method.getAnnotation(Path.class);
                    String path = resource.getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
                    Consumes consumes = resource.getAnnotation(Consumes.class);
                    boolean form = !verb(method).equals("GET")
                            && consumes != null
                            && List.of(consumes.value()).contains(MediaType.APPLICATION_FORM_URLENCODED);
                    endpoints.add(new Endpoint(verb(method), path.replaceAll("//+", "/"), needs.value(), form));
                }
            }
        }
        return endpoints;
    }

    private static String verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst()
                .orElseThrow();
    }
}
