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
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.aidwitness.access.Specimen.Kind;
import org.aidwitness.journal.Sequencer;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.World;
import org.aidwitness.verification.Following;
import org.aidwitness.web.Needs;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every endpoint and page x every role and a visitor x one's own and a foreign tenant, twice: as the program is, and with
 * its own checks switched off, so that the database's wall stands alone. Walks the code: a new endpoint that has no
 * {@link Specimen} fails here.
 */
@QuarkusTest
class AccessTableTest {

    @Inject
    World world;

    @Inject
    Sessions sessions;

    @Inject
    Sequencer sequencer;

    @Inject
    Following following;

    @Inject
    StatelessSession session;

    private record Endpoint(String name, Verb needs) {}

    /** What needs a session, or half of one, or a link, and no role at all: administration.SignInTest. */
    private static final Predicate<Endpoint> ELSEWHERE =
            endpoint -> endpoint.needs() == Verb.SIGN_IN || endpoint.name().equals("POST /account/password");

    private static final Set<Integer> REFUSED = Set.of(401, 403, 404);

    private static final Pattern NOT_THERE = Pattern.compile("UNKNOWN_REFERENCE|takes no part in such a programme");

    private final List<String> wrong = new ArrayList<>();
    private int asked;

    @AfterEach
    void theTableAgain() {
        Access.judgedByTheTable();
    }

    @Test
    void every_endpoint_has_a_specimen_and_no_specimen_is_left_over() {
        assertThat(new Specimens().all().keySet())
                .containsExactlyInAnyOrderElementsOf(endpoints().stream()
                        .filter(endpoint -> !ELSEWHERE.test(endpoint))
                        .map(Endpoint::name)
                        .toList());
    }

    @Test
    void who_may_do_what_is_as_the_table_says_with_both_walls() {
        walk();
    }

    @Test
    void who_may_do_what_is_as_the_table_says_when_the_database_stands_alone() {
        Tenant own = tenant();
        Tenant foreign = tenant();
        Access.judgedBy(new Access.Judge() {
            @Override
            public boolean allows(Actor actor, Verb verb) {
                return true;
            }

            @Override
            public boolean allowsFor(Actor actor, Verb verb, UUID organisation) {
                return true;
            }
        });
        walk(own, foreign, true);
    }

    @Test
    void the_database_knows_the_same_table() {
        List<String> here = new ArrayList<>();
        for (Verb verb : Verb.values()) {
            for (Role role : Role.values()) {
                Reach reach = AccessTable.of(verb, role);
                if (!verb.isPublic() && reach != Reach.NONE) {
                    here.add(verb + " " + role + " " + reach);
                }
            }
        }
        List<String> there = session.createNativeQuery(
                        "select verb || ' ' || role || ' ' || reach from access_rule", String.class)
                .getResultList();
        assertThat(there).containsExactlyInAnyOrderElementsOf(here);
    }

    /** Whatever is not listed here has its wall up, for the owner too. */
    @Test
    void every_table_has_its_wall() {
        List<String> bare = session.createNativeQuery("""
                        select relname
                          from pg_class
                         where relnamespace = 'public'::regnamespace
                           and relkind in ('r', 'p')
                           and not (relrowsecurity and relforcerowsecurity)
                         order by relname""", String.class).getResultList();
        assertThat(bare)
                .as("the journal is behind grants alone: requests may only add to its queue")
                .containsExactly(
                        "access_rule",
                        "flyway_schema_history",
                        "journal_entry",
                        "journal_follower",
                        "journal_head",
                        "journal_queue");
        List<String> open = session.createNativeQuery("""
                        select relname
                          from pg_class
                         where relnamespace = 'public'::regnamespace
                           and relkind = 'v'
                           and not coalesce('security_invoker=true' = any (reloptions), false)
                         order by relname""", String.class).getResultList();
        assertThat(open)
                .as("views answer with the rights of who asks")
                .containsExactly(
                        "monitoring_commitment_left_alone",
                        "monitoring_commitment_watch",
                        "monitoring_incident_known",
                        "monitoring_outcome_known",
                        "monitoring_place_event",
                        "monitoring_place_statement",
                        "monitoring_place_suspect",
                        "monitoring_watch",
                        "verification_case_promise",
                        "verification_case_speaking");
        List<String> readable = session.createNativeQuery("""
                        select relname
                          from pg_class
                         where relname = 'monitoring_place_statement'
                           and has_table_privilege('aidwitness_app', oid, 'select')""", String.class).getResultList();
        assertThat(readable).as("what only another view reads").isEmpty();
    }

    private void walk() {
        walk(tenant(), tenant(), false);
    }

    private void walk(Tenant own, Tenant foreign, boolean alone) {
        Map<String, Specimen> specimens = new Specimens().all();
        for (Endpoint endpoint : endpoints()) {
            if (ELSEWHERE.test(endpoint)) {
                continue;
            }
            Specimen specimen = specimens.get(endpoint.name());
            if (specimen == null) {
                wrong.add(endpoint.name() + " has no specimen");
                continue;
            }
            Verb needs = specimen.needs() == null ? endpoint.needs() : specimen.needs();
            for (Role role : Role.values()) {
                for (Tenant at : List.of(own, foreign)) {
                    boolean home = at == own;
                    boolean may = may(needs, specimen.kind(), role, home);
                    boolean notForTheDatabase =
                            specimen.kind() == Kind.OPEN_FRAME || (specimen.kind() == Kind.FRAME && home);
                    if (!may && alone && notForTheDatabase) {
                        continue;
                    }
                    Tenant about = specimen.kind() == Kind.SELF ? own : at;
                    Response answer = specimen.ask().by(role, own.as(role), about);
                    check(endpoint, role + (home ? " at home" : " abroad"), specimen, about, answer, may);
                }
            }
            boolean bare = specimen.kind() == Kind.SELF && specimen.marker() == null;
            if (alone && (specimen.kind() == Kind.OPEN_FRAME || bare)) {
                continue;
            }
            boolean open =
                    endpoint.needs().isPublic() && (specimen.kind() == Kind.OPEN || specimen.kind() == Kind.SELF);
            RequestSpecification visitor =
                    given().contentType("application/json").header("Sec-Fetch-Site", "same-origin");
            check(endpoint, "visitor", specimen, own, specimen.ask().by(Role.LOGISTICS, visitor, own), open);
            RequestSpecification forger =
                    given().header("Authorization", "Bearer aidw_forged").contentType("application/json");
            Response forged = specimen.ask().by(Role.LOGISTICS, forger, own);
            if (forged.statusCode() != 401) {
                wrong.add(endpoint.name() + " as forger: " + forged.statusCode());
            }
        }
        assertThat(asked).isGreaterThan(1_000);
        assertThat(wrong).isEmpty();
    }

    private static boolean may(Verb verb, Kind kind, Role role, boolean home) {
        Reach reach = AccessTable.of(verb, role);
        if (reach == Reach.NONE) {
            return false;
        }
        return switch (kind) {
            case OPEN, OPEN_FRAME, SELF -> true;
            case INVOLVED -> home;
            case METADATA -> home || role == Role.ADMINISTRATOR;
            case CLOSED, FRAME -> home || (reach == Reach.ANY && !verb.isPublic());
        };
    }

    private void check(Endpoint endpoint, String who, Specimen specimen, Tenant at, Response answer, boolean may) {
        asked++;
        int status = answer.statusCode();
        Function<Tenant, String> marker = specimen.marker();
        // A form that comes back has saved nothing, whatever it says to somebody who is not shown its fields.
        boolean back = endpoint.name().startsWith("POST /administration/");
        boolean unknown =
                status == 422 && (back || NOT_THERE.matcher(answer.asString()).find());
        boolean shown = status < 300 && (marker == null || answer.asString().contains(marker.apply(at)));
        boolean refused = REFUSED.contains(status) || unknown || (status < 300 && !shown);
        boolean right = may ? shown || status == 303 || status == 409 : refused;
        if (!right) {
            wrong.add(endpoint.name() + " as " + who + " should be " + (may ? "let in" : "kept out") + ": " + status
                    + " " + excerpt(answer));
        }
    }

    private static String excerpt(Response answer) {
        String body = answer.asString();
        return body.substring(0, Math.min(160, body.length()));
    }

    private Tenant tenant() {
        Tenant tenant = new Tenant(world, sessions);
        while (sequencer.run() + following.followOnce() > 0) {}
        tenant.flag = UUID.fromString(tenant.as(Role.REVIEWER)
                .get("/api/flags?delivery=" + tenant.waybill)
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id"));
        return tenant;
    }

    static List<Endpoint> endpoints() {
        Map<String, Endpoint> endpoints = new TreeMap<>();
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
                    String name = verb(method) + " " + (path.startsWith("/") ? "" : "/") + path.replaceAll("//+", "/");
                    endpoints.put(name.replace(" //", " /"), new Endpoint(name.replace(" //", " /"), needs.value()));
                }
            }
        }
        return List.copyOf(endpoints.values());
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
