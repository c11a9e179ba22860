package org.aidwitness.administration;

import jakarta.ws.rs.core.UriBuilder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.aidwitness.access.Audit.Act;
import org.aidwitness.access.Audit.Search;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.web.Cursor;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What somebody looks for in the audit, as it stands in the address. Both days are included, and are days of UTC. */
class AuditQuery {

    @RestQuery
    @Nullable String act;

    @RestQuery
    @Nullable String q;

    @RestQuery
    @Nullable String from;

    @RestQuery
    @Nullable String to;

    Search search(Cursor after) {
        LocalDate last = day("/to", to);
        return new Search(
                kind(),
                present(q),
                start(day("/from", from)),
                start(last == null ? null : last.plusDays(1)),
                after.at(),
                after.id());
    }

    /** For templates: what stands in a field of the form. */
    public String value(String field) {
        @Nullable String value = switch (field) {
            case "act" -> act;
            case "q" -> q;
            case "from" -> from;
            case "to" -> to;
            default -> throw new IllegalArgumentException(field);
        };
        return value == null ? "" : value;
    }

    public boolean isFiltered() {
        return List.of("act", "q", "from", "to").stream()
                .anyMatch(field -> !value(field).isEmpty());
    }

    /** For templates: this search at another address, or its next page. */
    public String at(String path, @Nullable String after) {
        UriBuilder address = UriBuilder.fromPath(path);
        List.of("act", "q", "from", "to").stream()
                .filter(field -> !value(field).isEmpty())
                .forEach(field -> address.queryParam(field, "{" + field + "}").resolveTemplate(field, value(field)));
        if (after != null) {
            address.queryParam("after", after);
        }
        return address.build().toString();
    }

    @Override
    public String toString() {
        return at("", null);
    }

    private @Nullable Act kind() {
        @Nullable String name = present(act);
        if (name == null) {
            return null;
        }
        return Arrays.stream(Act.values())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.at("/act", Code.INVALID, "There is no act of this name."));
    }

    private static @Nullable LocalDate day(String field, @Nullable String text) {
        @Nullable String typed = present(text);
        try {
            return typed == null ? null : LocalDate.parse(typed);
        } catch (DateTimeException e) {
            throw Refused.at(field, Code.MALFORMED, "A day is written like 2026-10-06.");
        }
    }

    private static @Nullable Instant start(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
