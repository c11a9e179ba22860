package org.aidwitness.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Requests as the API's description asks for them, with values that mostly exist. */
final class PlausibleRequests {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_DEPTH = 8;

    /**
     * One operation of the description.
     *
     * @param body its schema; a missing node where it takes none
     */
    record Operation(String method, String path, List<JsonNode> parameters, String mediaType, JsonNode body) {}

    private final JsonNode description;
    private final Map<String, List<String>> known;
    private final Random random;

    /**
     * @param known for names of fields and parameters, values that exist
     */
    PlausibleRequests(JsonNode description, Map<String, List<String>> known, Random random) {
        this.description = description;
        this.known = known;
        this.random = random;
    }

    static List<Operation> operations(JsonNode description) {
        List<Operation> operations = new ArrayList<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry ->
                                List.of("get", "put", "post", "delete", "patch").contains(entry.getKey()))
                        .forEach(entry -> {
                            List<JsonNode> parameters = new ArrayList<>();
                            path.getValue().path("parameters").forEach(parameters::add);
                            entry.getValue().path("parameters").forEach(parameters::add);
                            JsonNode content =
                                    entry.getValue().path("requestBody").path("content");
                            String mediaType = content.properties().stream()
                                    .map(Map.Entry::getKey)
                                    .findFirst()
                                    .orElse("");
                            operations.add(new Operation(
                                    entry.getKey().toUpperCase(java.util.Locale.ROOT),
                                    path.getKey(),
                                    parameters,
                                    mediaType,
                                    content.path(mediaType).path("schema")));
                        }));
        return operations;
    }

    String parameter(JsonNode parameter) {
        String name = parameter.path("name").asText();
        if (known.containsKey(name)) {
            return pick(known.get(name));
        }
        return value(name, parameter.path("schema"), 0).asText();
    }

    JsonNode value(String name, JsonNode schema, int depth) {
        JsonNode resolved = resolve(schema);
        if (resolved.has("enum")) {
            JsonNode choices = resolved.get("enum");
            return choices.get(random.nextInt(choices.size()));
        }
        for (String combined : List.of("allOf", "oneOf", "anyOf")) {
            if (resolved.has(combined)) {
                return value(name, resolved.get(combined).get(0), depth + 1);
            }
        }
        return switch (type(resolved)) {
            case "object" -> object(resolved, depth);
            case "array" -> {
                ArrayNode items = JSON.arrayNode();
                int size = depth > MOST_DEPTH ? 0 : random.nextInt(3);
                for (int i = 0; i < size; i++) {
                    items.add(value(name, resolved.path("items"), depth + 1));
                }
                yield items;
            }
            case "integer" -> JSON.numberNode(random.nextInt(100));
            case "number" -> JSON.numberNode(random.nextInt(10_000) / 10.0);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            default -> JSON.textNode(text(name, resolved));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        if (depth > MOST_DEPTH) {
            return object;
        }
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || random.nextInt(4) > 0) {
                object.set(property.getKey(), value(property.getKey(), property.getValue(), depth + 1));
            }
        });
        if (schema.path("additionalProperties").isObject()) {
            object.set("number", value("number", schema.get("additionalProperties"), depth + 1));
        }
        return object;
    }

    private String text(String name, JsonNode schema) {
        if (known.containsKey(name) && random.nextInt(5) > 0) {
            return pick(known.get(name));
        }
        return switch (schema.path("format").asText()) {
            case "uuid" -> UUID.randomUUID().toString();
            case "date-time" ->
                Instant.parse("2026-06-01T00:00:00Z")
                        .plusSeconds(random.nextInt(10_000_000))
                        .toString();
            case "date" ->
                LocalDate.parse("2026-06-01").plusDays(random.nextInt(100)).toString();
            default ->
                schema.path("pattern").asText().contains("-")
                        ? UUID.randomUUID().toString()
                        : "text-" + random.nextInt(1_000_000);
        };
    }

    private JsonNode resolve(JsonNode schema) {
        JsonNode found = schema;
        for (int hops = 0; hops < MOST_DEPTH && found.has("$ref"); hops++) {
            found = description.at(found.get("$ref").asText().substring(1));
        }
        return found;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (!type.isArray()) {
            return type.asText("string");
        }
        for (JsonNode each : type) {
            if (!each.asText().equals("null")) {
                return each.asText();
            }
        }
        return "string";
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
