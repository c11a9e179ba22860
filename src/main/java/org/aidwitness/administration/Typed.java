package org.aidwitness.administration;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/** What a form sent: each field is read as what it should be, or refused under its name. */
record Typed(MultivaluedMap<String, String> fields) {

    /** Stripped; empty where nothing was typed. */
    String text(String field) {
        return secret(field).strip();
    }

    /** Exactly as it was typed: spaces belong to a password. */
    String secret(String field) {
        @Nullable String value = fields.getFirst(field);
        return value == null ? "" : value;
    }

    List<String> all(String field) {
        @Nullable List<String> values = fields.get(field);
        return values == null ? List.of() : List.copyOf(values);
    }

    boolean checked(String field) {
        return !text(field).isEmpty();
    }

    UUID id(String field) {
        try {
            return UUID.fromString(text(field));
        } catch (IllegalArgumentException e) {
            throw Refused.at("/" + field, Code.INVALID, "Choose one of the list.");
        }
    }

    int number(String field) {
        try {
            return Integer.parseInt(text(field));
        } catch (NumberFormatException e) {
            throw Refused.at("/" + field, Code.MALFORMED, "This is a whole number.");
        }
    }

    LocalDate day(String field) {
        try {
            return LocalDate.parse(text(field));
        } catch (DateTimeException e) {
            throw Refused.at("/" + field, Code.MALFORMED, "A day is written like 2026-10-06.");
        }
    }

    @Nullable LocalDate dayIfAny(String field) {
        return text(field).isEmpty() ? null : day(field);
    }

    /** The first instant of a day, in UTC. */
    Instant start(String field) {
        return day(field).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    <E extends Enum<E>> E name(String field, Class<E> kind) {
        return named(field, text(field), kind);
    }

    <E extends Enum<E>> Set<E> names(String field, Class<E> kind) {
        return all(field).stream().map(name -> named(field, name, kind)).collect(Collectors.toUnmodifiableSet());
    }

    private static <E extends Enum<E>> E named(String field, String name, Class<E> kind) {
        return Arrays.stream(kind.getEnumConstants())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.at("/" + field, Code.INVALID, "Choose one of the list."));
    }
}
