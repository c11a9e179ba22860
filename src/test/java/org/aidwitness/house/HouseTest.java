package org.aidwitness.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.scheduler.Scheduled;
import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aidwitness.web.Needs;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The plan of the house. Read it top to bottom; change it before you add an arrow. */
class HouseTest {

    private static final String BASE = "org.aidwitness";

    private static final Set<String> KIT = Set.of("kernel", "journal", "access", "web");

    /** Room, and the rooms it may import. What is not listed is forbidden. Lower floors stand first. */
    private static final Map<String, Set<String>> PLAN = new LinkedHashMap<>();

    static {
        PLAN.put("kernel", Set.of());
        PLAN.put("verification.rule", Set.of("kernel"));
        PLAN.put("journal", Set.of("kernel"));
        PLAN.put("access", Set.of("kernel", "journal"));
        PLAN.put("web", Set.of("kernel", "access"));
        PLAN.put("explanation", Set.of("kernel", "web", "verification.rule"));
        PLAN.put("registry", KIT);
        PLAN.put("feedback", and(KIT, "registry"));
        PLAN.put("gate", and(KIT, "registry"));
        PLAN.put("shipment", and(KIT, "registry", "gate"));
        PLAN.put("monitoring.draw", Set.of("kernel"));
        PLAN.put("monitoring", and(KIT, "registry", "gate", "shipment", "monitoring.draw"));
        PLAN.put(
                "verification",
                and(KIT, "registry", "gate", "shipment", "monitoring", "explanation", "verification.rule"));
        PLAN.put("dashboard", Set.of("kernel", "access", "web", "registry", "explanation", "verification.rule"));
        PLAN.put("administration", Set.of("kernel", "access", "web", "registry"));
        PLAN.put(
                "exchange",
                Set.of("kernel", "journal", "access", "web", "registry", "shipment", "monitoring", "dashboard"));
        PLAN.put(
                "scenario",
                and(
                        KIT,
                        "registry",
                        "feedback",
                        "gate",
                        "shipment",
                        "monitoring",
                        "verification",
                        "verification.rule"));
        PLAN.put("scenario.simulation", Set.of("kernel", "registry", "feedback", "shipment", "monitoring", "scenario"));
        PLAN.put(
                "app",
                and(
                        KIT,
                        "registry",
                        "feedback",
                        "gate",
                        "shipment",
                        "monitoring",
                        "verification",
                        "dashboard",
                        "administration",
                        "exchange",
                        "scenario",
                        "scenario.simulation"));
    }

    private static final JavaClasses HOUSE =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages(BASE);

    @TestFactory
    List<DynamicTest> every_room_imports_only_what_the_plan_allows() {
        return PLAN.entrySet().stream()
                .map(room -> DynamicTest.dynamicTest(room.getKey(), () -> {
                    String own = BASE + "." + room.getKey() + "..";
                    String[] allowed = Stream.concat(room.getValue().stream(), Stream.of(room.getKey()))
                            .flatMap(HouseTest::packages)
                            .toArray(String[]::new);
                    String[] inside = packages(room.getKey()).toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAnyPackage(inside)
                            .should()
                            .dependOnClassesThat(resideInAPackage(BASE + "..").and(not(resideInAnyPackage(allowed))))
                            .as(own + " imports only its neighbours")
                            .check(HOUSE);
                }))
                .toList();
    }

    /** The rules are a room of their own inside verification, the draw inside monitoring, the simulator inside scenario. */
    private static final Set<String> WITH_A_ROOM_INSIDE = Set.of("verification", "monitoring", "scenario");

    private static final Set<String> ROOMS_INSIDE =
            Set.of("verification.rule", "monitoring.draw", "scenario.simulation");

    private static Stream<String> packages(String room) {
        return Stream.of(BASE + "." + room + (WITH_A_ROOM_INSIDE.contains(room) ? "" : ".."));
    }

    @Test
    void every_room_is_on_the_plan() {
        assertThat(HOUSE.stream()
                        .map(found -> found.getPackageName().substring(BASE.length() + 1))
                        .map(name -> ROOMS_INSIDE.contains(name) ? name : name.split("\\.")[0])
                        .collect(Collectors.toSet()))
                .isSubsetOf(PLAN.keySet());
    }

    @Test
    void no_cycles() {
        slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void the_ground_floor_knows_only_the_jdk() {
        classes()
                .that()
                .resideInAnyPackage(BASE + ".kernel..", BASE + ".verification.rule..", BASE + ".monitoring.draw..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        BASE + ".kernel..",
                        BASE + ".verification.rule..",
                        BASE + ".monitoring.draw..")
                .check(HOUSE);
    }

    /** It says what is to be played, and plays nothing. */
    @Test
    void the_simulator_is_pure() {
        classes()
                .that()
                .resideInAPackage(BASE + ".scenario.simulation..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", BASE + "..")
                .check(HOUSE);
    }

    @Test
    void entities_stay_in_their_room() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .notHaveModifier(JavaModifier.PUBLIC)
                .check(HOUSE);
    }

    @Test
    void time_is_asked_of_a_clock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(HOUSE);
    }

    @Test
    void endpoints_are_public_or_quarkus_ignores_them() {
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .bePublic()
                .check(HOUSE);
    }

    @Test
    void every_endpoint_names_its_verb_in_the_access_table() {
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .beAnnotatedWith(Needs.class)
                .check(HOUSE);
    }

    @Test
    void only_app_has_a_schedule() {
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(BASE + ".app..")
                .should()
                .beAnnotatedWith(Scheduled.class)
                .check(HOUSE);
    }

    private static Set<String> and(Set<String> kit, String... more) {
        return Stream.concat(kit.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }
}
