package org.aidwitness.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts that other rooms froze as JSON. What was frozen under an older version must still be shown, so nothing here
 * insists on a shape: what is missing is empty, what is not understood is shown as it stands.
 */
final class Json {

    /**
     * One condition of VERIFIED: its name, whether it holds, what is, and what it is judged by.
     *
     * @param statements that it rests on; empty where they were not kept
     */
    record Condition(String name, boolean holds, String value, String limit, List<String> statements) {}

    private Json() {}

    static List<AccessTable.Reason> reasons(ObjectMapper mapper, @Nullable String json) {
        List<AccessTable.Reason> reasons = new ArrayList<>();
        for (JsonNode node : parse(mapper, json)) {
            reasons.add(
                    node.isObject()
                            ? new AccessTable.Reason(text(node, "code"), text(node, "detail"), text(node, "lift"))
                            : new AccessTable.Reason(node.asText(), node.asText(), ""));
        }
        return List.copyOf(reasons);
    }

    static List<Clearances.Duty> duties(ObjectMapper mapper, @Nullable String json) {
        List<Clearances.Duty> duties = new ArrayList<>();
        for (JsonNode node : parse(mapper, json)) {
            String due = text(node, "dueAt");
            duties.add(new Clearances.Duty(
                    text(node, "code"), text(node, "detail"), due.isEmpty() ? null : Instant.parse(due)));
        }
        return List.copyOf(duties);
    }

    /** What each condition of the gate looked at. */
    static List<Clearances.Looked> looked(ObjectMapper mapper, @Nullable String json) {
        List<Clearances.Looked> looked = new ArrayList<>();
        for (JsonNode node : parse(mapper, json)) {
            looked.add(new Clearances.Looked(
                    text(node, "condition"),
                    map(mapper, node.path("seen").toString()),
                    reasons(mapper, node.path("reasons").toString())));
        }
        return List.copyOf(looked);
    }

    static List<Condition> conditions(ObjectMapper mapper, @Nullable String json) {
        List<Condition> conditions = new ArrayList<>();
        for (JsonNode node : parse(mapper, json)) {
            String name = text(node, "name").isEmpty() ? text(node, "requirement") : text(node, "name");
            List<String> statements = new ArrayList<>();
            node.path("statements").forEach(statement -> statements.add(statement.asText()));
            conditions.add(new Condition(
                    name,
                    node.path("holds").asBoolean(),
                    text(node, "value"),
                    text(node, "limit"),
                    List.copyOf(statements)));
        }
        return List.copyOf(conditions);
    }

    /** Name and value, in the order they were written. */
    static Map<String, String> map(ObjectMapper mapper, @Nullable String json) {
        Map<String, String> facts = new LinkedHashMap<>();
        parse(mapper, json)
                .properties()
                .forEach(entry -> facts.put(
                        entry.getKey(),
                        entry.getValue().isValueNode()
                                ? entry.getValue().asText()
                                : entry.getValue().toString()));
        return facts;
    }

    private static JsonNode parse(ObjectMapper mapper, @Nullable String json) {
        try {
            return mapper.readTree(json == null ? "null" : json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database holds only valid JSON", e);
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
