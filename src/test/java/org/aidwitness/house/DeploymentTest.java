package org.aidwitness.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shipped for containers and clusters is well-formed, complete and careful; no engine is needed to see it. */
class DeploymentTest {
    private static final Path BASE = Path.of("k8s/base");
    private static final Path HA = Path.of("k8s/overlays/ha");
    /** What a Quarkus build leaves in target/quarkus-app, apart from a list of its dependencies. */
    private static final Set<String> BUILT = Set.of("app", "lib", "quarkus", "quarkus-run.jar");

    private static final Pattern COPY =
            Pattern.compile("^COPY (?:--\\S+ )*target/quarkus-app/(\\S+?)/? /app/(\\S*)$", Pattern.MULTILINE);

    @TestFactory
    Stream<DynamicTest> every_manifest_is_what_the_cluster_expects() throws IOException {
        return yamls().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.toString(),
                        () -> assertThat(Manifests.resource(Files.readString(file)))
                                .isNotNull()));
    }

    @ParameterizedTest
    @CsvSource({
        "k8s/base/deployment.yaml, readOnlyRootFilesystem, readOnlyRootFileSystem",
        "k8s/base/deployment.yaml, livenessProbe, aliveProbe",
        "k8s/base/service.yaml, targetPort, target",
        "k8s/base/networkpolicy.yaml, egress:, outgoing:",
        "k8s/base/poddisruptionbudget.yaml, maxUnavailable, maxUnavailabel",
        "k8s/overlays/ha/database.yaml, instances, replicas",
        "k8s/overlays/ha/kustomization.yaml, patches, patch",
    })
    void a_misspelt_field_fails(Path file, String field, String misspelt) throws IOException {
        String yaml = Files.readString(file);
        assertThat(yaml).contains(field);
        assertThatThrownBy(() -> Manifests.resource(yaml.replace(field, misspelt)))
                .isInstanceOf(UnrecognizedPropertyException.class);
    }

    @Test
    void a_field_given_twice_fails() {
        assertThatThrownBy(() -> Manifests.resource("apiVersion: v1\nkind: Service\nkind: Service\n"))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void each_manifest_is_named_by_its_kustomization_and_each_name_is_a_file() throws IOException {
        for (Path folder : List.of(BASE, HA, Path.of("k8s/overlays/single"))) {
            Manifests.Kustomization kustomization = read(folder, "kustomization.yaml", Manifests.Kustomization.class);
            Set<Path> named = new TreeSet<>();
            for (String resource : kustomization.resources()) {
                Path path = folder.resolve(resource).normalize();
                Path file = Files.isDirectory(path) ? path.resolve("kustomization.yaml") : path;
                assertThat(file).isRegularFile();
                named.add(path);
            }
            for (Manifests.Kustomization.Patch patch : kustomization.allPatches()) {
                named.add(folder.resolve(patch.path()));
            }
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> expected = files.filter(file -> !file.endsWith("kustomization.yaml"))
                        .sorted()
                        .toList();
                named.remove(BASE);
                assertThat(named).as(folder.toString()).containsExactlyElementsOf(expected);
            }
        }
    }

    @Test
    void the_pod_gives_up_every_right_it_does_not_need() throws IOException {
        PodSpec pod = pod();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(userOfTheImage());
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getContainers()).hasSize(1).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getSecurityContext().getCapabilities().getAdd())
                    .isEmpty();
            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsKeys("memory");
        });
        ServiceAccount account = read(BASE, "serviceaccount.yaml", ServiceAccount.class);
        assertThat(account.getMetadata().getName()).isEqualTo(pod.getServiceAccountName());
        assertThat(account.getAutomountServiceAccountToken()).isFalse();
    }

    @Test
    void probes_ask_the_management_port() throws IOException {
        Container container = container();
        assertThat(container.getPorts())
                .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
                .containsExactly(tuple("http", 8080), tuple("management", 9000));
        Map<String, Probe> probes = Map.of(
                "/q/health/started", container.getStartupProbe(),
                "/q/health/live", container.getLivenessProbe(),
                "/q/health/ready", container.getReadinessProbe());
        probes.forEach((path, probe) -> {
            assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
            assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
        });
        assertThat(Files.readString(Path.of("src/main/resources/application.properties")))
                .contains("quarkus.http.port=8080", "quarkus.management.enabled=true", "quarkus.management.port=9000");
    }

    @Test
    void everything_that_is_pointed_at_exists() throws IOException {
        Deployment deployment = read(BASE, "deployment.yaml", Deployment.class);
        Map<String, String> labels =
                deployment.getSpec().getTemplate().getMetadata().getLabels();
        assertThat(labels)
                .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
        Service service = read(BASE, "service.yaml", Service.class);
        assertThat(labels).containsAllEntriesOf(service.getSpec().getSelector());
        assertThat(service.getSpec().getPorts())
                .extracting(port -> port.getTargetPort().getStrVal())
                .containsExactly("http");
        assertThat(labels)
                .containsAllEntriesOf(read(BASE, "poddisruptionbudget.yaml", PodDisruptionBudget.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels());
        assertThat(container().getEnvFrom().get(0).getConfigMapRef().getName())
                .isEqualTo(read(BASE, "configmap.yaml", ConfigMap.class)
                        .getMetadata()
                        .getName());

        List<Volume> volumes = pod().getVolumes();
        assertThat(container().getVolumeMounts())
                .extracting(VolumeMount::getName)
                .containsExactlyElementsOf(volumes.stream().map(Volume::getName).toList());
        for (String overlay : List.of("single", "ha")) {
            PersistentVolumeClaim claim =
                    read(Path.of("k8s/overlays", overlay), "persistentvolumeclaim.yaml", PersistentVolumeClaim.class);
            assertThat(volumes.get(0).getPersistentVolumeClaim().getClaimName())
                    .isEqualTo(claim.getMetadata().getName());
        }
    }

    @Test
    void the_network_lets_through_requests_and_the_database_and_nothing_else() throws IOException {
        NetworkPolicy policy = read(BASE, "networkpolicy.yaml", NetworkPolicy.class);
        assertThat(policy.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        List<NetworkPolicyIngressRule> in = policy.getSpec().getIngress();
        assertThat(in).hasSize(2);
        assertThat(in.get(0).getFrom()).isEmpty();
        assertThat(in.get(0).getPorts())
                .extracting(port -> port.getPort().getStrVal())
                .containsExactly("http");
        assertThat(in.get(1).getFrom()).hasSize(1);
        assertThat(in.get(1).getFrom().get(0).getNamespaceSelector().getMatchLabels())
                .containsEntry("kubernetes.io/metadata.name", "monitoring");
        assertThat(in.get(1).getPorts())
                .extracting(port -> port.getPort().getStrVal())
                .containsExactly("management");
        List<NetworkPolicyEgressRule> out = policy.getSpec().getEgress();
        assertThat(out).allSatisfy(rule -> assertThat(rule.getTo()).isNotEmpty());
        assertThat(out)
                .flatExtracting(NetworkPolicyEgressRule::getPorts)
                .extracting(port -> port.getPort().getIntVal())
                .containsExactly(53, 53, 5432);
        assertThat(out.get(1).getTo().get(0).getPodSelector().getMatchLabels())
                .containsEntry(
                        "cnpg.io/cluster",
                        read(HA, "database.yaml", Manifests.Cluster.class)
                                .metadata()
                                .getName());
    }

    @Test
    void replicas_share_the_cluster_the_operator_runs() throws IOException {
        Deployment patch = read(HA, "deployment.yaml", Deployment.class);
        Manifests.Cluster cluster = read(HA, "database.yaml", Manifests.Cluster.class);
        String name = cluster.metadata().getName();
        assertThat(patch.getSpec().getReplicas()).isGreaterThanOrEqualTo(2);
        Container container =
                patch.getSpec().getTemplate().getSpec().getContainers().get(0);
        assertThat(container.getName()).isEqualTo(container().getName());
        assertThat(container.getEnv()).hasSize(5);
        EnvVar url = container.getEnv().get(2);
        assertThat(url.getName()).isEqualTo("QUARKUS_DATASOURCE_JDBC_URL");
        assertThat(url.getValue())
                .isEqualTo("jdbc:postgresql://" + name + "-rw:5432/"
                        + cluster.spec().bootstrap().initdb().database());
        assertThat(container.getEnv().subList(3, 5))
                .extracting(
                        variable -> variable.getValueFrom().getSecretKeyRef().getName())
                .containsOnly(name + "-app");
        assertThat(cluster.spec().bootstrap().initdb().postInitApplicationSql())
                .anySatisfy(statement -> assertThat(statement).contains("aidwitness_app"));
        assertThat(cluster.spec().instances()).isGreaterThanOrEqualTo(3);
        assertThat(cluster.spec().resources().getRequests()).containsEntry("memory", new Quantity("1Gi"));
        assertThat(cluster.spec().postgresql().parameters())
                .as("a quarter of it")
                .containsEntry("shared_buffers", "256MB");
    }

    @Test
    void where_data_are_real_the_program_runs_for_production_with_a_key_nobody_else_reads() throws IOException {
        PodSpec patch = read(HA, "deployment.yaml", Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec();
        Container program = patch.getContainers().get(0);
        assertThat(program.getEnv().subList(0, 2))
                .extracting(EnvVar::getName, EnvVar::getValue)
                .containsExactly(
                        tuple("AIDWITNESS_PRODUCTION", "true"),
                        tuple("AIDWITNESS_SECRET_KEY_FILE", "/keys/secret-key"));
        Container copies = patch.getInitContainers().get(0);
        assertThat(copies.getCommand())
                .containsExactly("install", "-m", "0400", "/secret/secret-key", "/keys/secret-key");
        assertThat(copies.getImage()).isEqualTo(container().getImage());
        assertThat(copies.getSecurityContext()).isEqualTo(container().getSecurityContext());
        assertThat(patch.getVolumes()).extracting(Volume::getName).containsExactly("secret", "keys");
        assertThat(copies.getVolumeMounts())
                .extracting(VolumeMount::getName, VolumeMount::getMountPath)
                .containsExactly(tuple("secret", "/secret"), tuple("keys", "/keys"));
        assertThat(program.getVolumeMounts())
                .extracting(VolumeMount::getName, VolumeMount::getMountPath, VolumeMount::getReadOnly)
                .containsExactly(tuple("keys", "/keys", true));
        assertThat(patch.getVolumes().get(1).getEmptyDir().getMedium()).isEqualTo("Memory");
        // With its embedded database this one is for a look, and production would refuse it.
        assertThat(Files.readString(Path.of("k8s/overlays/single/deployment.yaml")))
                .doesNotContain("AIDWITNESS_PRODUCTION");

        Manifests.Compose compose = Manifests.compose(Files.readString(Path.of("docker/compose.yaml")));
        Manifests.Compose.Part part = compose.service("aidwitness");
        assertThat(part.environment())
                .containsEntry("AIDWITNESS_PRODUCTION", "true")
                .containsEntry("AIDWITNESS_SECRET_KEY_FILE", "/run/secrets/secret-key");
        assertThat(part.secrets()).containsExactly("secret-key");
        assertThat(compose.secrets()).containsOnlyKeys("secret-key");
        assertThat(Files.readAllLines(Path.of(".gitignore"))).contains("docker/secret-key");
    }

    @Test
    void the_image_holds_exactly_what_the_build_leaves() throws IOException {
        List<MatchResult> copies = COPY.matcher(dockerfile()).results().toList();
        assertThat(copies).hasSize((int) dockerfile()
                .lines()
                .filter(line -> line.startsWith("COPY target"))
                .count());
        assertThat(copies).extracting(copy -> copy.group(1)).containsExactlyInAnyOrderElementsOf(BUILT);
        for (MatchResult copy : copies) {
            String target = copy.group(1).endsWith(".jar") ? "" : copy.group(1) + "/";
            assertThat(copy.group(2)).isEqualTo(target);
        }
        Path build = Path.of("target/quarkus-app");
        if (Files.exists(build.resolve("quarkus-run.jar"))) {
            BUILT.forEach(name -> assertThat(build.resolve(name)).exists());
        }
        assertThat(Files.readAllLines(Path.of("docker/Dockerfile.dockerignore")))
                .containsExactly("*", "!target/quarkus-app", "!docker/jvm.options");
        assertThat(dockerfile()).contains("COPY docker/jvm.options /app/\n", "JDK_JAVA_OPTIONS=\"@/app/jvm.options\"");
        assertThat(Path.of("docker/jvm.options")).isRegularFile();
    }

    @Test
    void the_image_runs_as_nobody_in_particular_and_tells_how_it_is() throws IOException {
        assertThat(dockerfile())
                .containsPattern("(?m)^FROM eclipse-temurin:25-jre$")
                .containsPattern("(?m)^VOLUME \\[\"/data\", \"/tmp\"]$")
                .contains("HEALTHCHECK", "/q/health/ready")
                .containsPattern("(?m)^ENTRYPOINT \\[\"java\",.*\"/app/quarkus-run.jar\"]$");
        assertThat(dockerfile().split("(?m)^FROM ", -1)).as("one stage").hasSize(2);
        assertThat(userOfTheImage()).isPositive();
    }

    @Test
    void compose_is_well_formed_and_complete() throws IOException {
        String yaml = Files.readString(Path.of("docker/compose.yaml"));
        Manifests.Compose compose = Manifests.compose(yaml);
        assertThat(compose.services()).containsOnlyKeys("database", "aidwitness");
        Manifests.Compose.Part program = compose.service("aidwitness");
        assertThat(program.readOnly()).isTrue();
        assertThat(program.capDrop()).containsExactly("ALL");
        assertThat(program.dependsOn()).containsOnlyKeys("database");
        assertThat(compose.service("database").image()).isEqualTo("postgres:18");
        assertThat(program.build()).isEqualTo(new Manifests.Compose.Build("..", "docker/Dockerfile"));
        assertThat(Path.of("docker/Dockerfile")).isRegularFile();
        for (Manifests.Compose.Part part : compose.services().values()) {
            for (String volume : part.volumes()) {
                String source = volume.substring(0, volume.indexOf(':'));
                if (source.startsWith(".")) {
                    assertThat(Path.of("docker", source)).isRegularFile().isExecutable();
                } else {
                    assertThat(compose.volumes()).containsKey(source);
                }
            }
        }
        assertThatThrownBy(() -> Manifests.compose(yaml.replace("read_only", "readonly")))
                .isInstanceOf(UnrecognizedPropertyException.class);
    }

    @Test
    void no_secret_is_written_down() throws IOException {
        String compose = Files.readString(Path.of("docker/compose.yaml"));
        assertThat(Pattern.compile("PASSWORD: (.*)").matcher(compose).results())
                .hasSize(3)
                .allSatisfy(found -> assertThat(found.group(1)).startsWith("${"));
        for (Path file : yamls()) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContain("kind: Secret");
        }
    }

    private static PodSpec pod() throws IOException {
        return read(BASE, "deployment.yaml", Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private static Container container() throws IOException {
        return pod().getContainers().get(0);
    }

    private static <T> T read(Path folder, String file, Class<T> kind) throws IOException {
        return kind.cast(Manifests.resource(Files.readString(folder.resolve(file))));
    }

    private static List<Path> yamls() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("k8s"))) {
            return files.filter(Files::isRegularFile)
                    .peek(file -> assertThat(file.toString()).endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static String dockerfile() throws IOException {
        return Files.readString(Path.of("docker/Dockerfile"));
    }

    private static long userOfTheImage() throws IOException {
        return Pattern.compile("(?m)^USER (\\d+):\\d+$")
                .matcher(dockerfile())
                .results()
                .map(found -> Long.parseLong(found.group(1)))
                .findFirst()
                .orElseThrow();
    }
}
