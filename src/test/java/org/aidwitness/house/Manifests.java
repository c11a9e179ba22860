package org.aidwitness.house;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads deployment files so strictly that a misspelt field is an error, as it would be for the cluster. */
final class Manifests {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .setAnnotationIntrospector(new NothingElse());

    private static final Map<String, Class<?>> KINDS = Map.of(
            "v1 ConfigMap", ConfigMap.class,
            "v1 PersistentVolumeClaim", PersistentVolumeClaim.class,
            "v1 Service", Service.class,
            "v1 ServiceAccount", ServiceAccount.class,
            "apps/v1 Deployment", Deployment.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
            "postgresql.cnpg.io/v1 Cluster", Cluster.class,
            "kustomize.config.k8s.io/v1beta1 Kustomization", Kustomization.class);

    private Manifests() {}

    /** The model keeps what it does not know in a drawer; here it has none, so the unknown is refused. */
    private static final class NothingElse extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    /** The resource in this text, by its own {@code apiVersion} and {@code kind}. */
    static Object resource(String yaml) throws JsonProcessingException {
        if (yaml.contains("\n---")) {
            throw new IllegalArgumentException("One file, one resource: the second would not be read");
        }
        Map<?, ?> fields = YAML.readValue(yaml, Map.class);
        String kind = fields.get("apiVersion") + " " + fields.get("kind");
        Class<?> model = KINDS.get(kind);
        if (model == null) {
            throw new IllegalArgumentException("Unknown kind: " + kind);
        }
        return YAML.readValue(yaml, model);
    }

    static Compose compose(String yaml) throws JsonProcessingException {
        return YAML.readValue(yaml, Compose.class);
    }

    /** Of kustomize, what we use. */
    record Kustomization(
            String apiVersion,
            String kind,
            List<String> resources,
            @Nullable List<Patch> patches) {
        record Patch(String path) {}

        List<Patch> allPatches() {
            return patches == null ? List.of() : patches;
        }
    }

    /** Of CloudNativePG, what we use. */
    record Cluster(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
        record Spec(
                int instances,
                Bootstrap bootstrap,
                Postgresql postgresql,
                Affinity affinity,
                Storage storage,
                ResourceRequirements resources) {}

        record Bootstrap(Initdb initdb) {}

        record Initdb(
                String database,
                String owner,
                @JsonProperty("postInitApplicationSQL") List<String> postInitApplicationSql) {}

        record Postgresql(Map<String, String> parameters, Synchronous synchronous) {}

        record Synchronous(String method, int number) {}

        record Affinity(boolean enablePodAntiAffinity, String podAntiAffinityType, String topologyKey) {}

        record Storage(String size) {}
    }

    /** Of the compose specification, what we use. */
    record Compose(
            String name, Map<String, Part> services, Map<String, Volume> volumes, Map<String, SecretFile> secrets) {
        record Part(
                String image,
                @Nullable Build build,
                String restart,
                @JsonProperty("depends_on") @Nullable Map<String, Condition> dependsOn,
                Map<String, String> environment,
                @Nullable List<String> ports,
                @JsonProperty("read_only") boolean readOnly,
                @Nullable List<String> tmpfs,
                List<String> volumes,
                @Nullable List<String> secrets,
                @JsonProperty("cap_drop") @Nullable List<String> capDrop,
                @JsonProperty("security_opt") @Nullable List<String> securityOpt,
                @Nullable Healthcheck healthcheck) {}

        record Build(String context, String dockerfile) {}

        record Condition(String condition) {}

        record Healthcheck(List<String> test, String interval, String timeout, int retries) {}

        record Volume() {}

        record SecretFile(String file) {}

        Part service(String wanted) {
            Part part = services.get(wanted);
            if (part == null) {
                throw new IllegalArgumentException("No service " + wanted);
            }
            return part;
        }
    }
}
