package org.aidwitness.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.aidwitness.kernel.Refusal;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries a list shows. Every filter may be absent; those that are there must all hold.
 *
 * @param programme its code
 * @param states assurance states, any of them
 * @param part deliveries that one part of the balance adds up
 * @param unknown only those with an unknown weight
 * @param flag a rule that raised a flag which is open
 * @param place a piece of the destination's name, or the beginning of its P-code
 * @param from the day of the last statement, UTC, and {@code to} the last such day
 */
record DeliveryQuery(
        @Nullable String programme,
        List<String> states,
        @Nullable Part part,
        boolean unknown,
        @Nullable String area,
        @Nullable String flag,
        @Nullable String grade,
        @Nullable String clearance,
        @Nullable String place,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    static final List<String> STATES =
            List.of("VERIFIED", "AWAITING_VISIT", "OVERDUE", "UNVERIFIED", "DISPUTED", "ON_THE_WAY", "LOST");
    private static final Set<String> GRADES = Set.of("A", "B", "C", "D");
    private static final int LONGEST_TEXT = 100;

    DeliveryQuery {
        states = List.copyOf(states);
    }

    static DeliveryQuery parse(@Nullable String programme, Parameters given) {
        List<Refusal> refusals = new ArrayList<>();
        List<String> states = new ArrayList<>();
        for (String state : given.states()) {
            if (STATES.contains(state)) {
                states.add(state);
            } else if (!state.isBlank()) {
                refusals.add(malformed("/state", "There is no state of this name."));
            }
        }
        String grade = text("/grade", given.grade(), refusals);
        if (grade != null && !GRADES.contains(grade)) {
            refusals.add(malformed("/grade", "A grade is A, B, C or D."));
        }
        String flag = text("/flag", given.flag(), refusals);
        if (flag != null && !flag.matches("F\\d\\d")) {
            refusals.add(malformed("/flag", "A rule is called F01 to F40."));
        }
        LocalDate from = day("/from", given.from(), refusals);
        LocalDate to = day("/to", given.to(), refusals);
        if (from != null && to != null && to.isBefore(from)) {
            refusals.add(new Refusal(Code.DATES_REVERSED, "/to", "A period does not end before it begins."));
        }
        String area = text("/area", given.area(), refusals);
        String clearance = text("/clearance", given.clearance(), refusals);
        String place = text("/q", given.q(), refusals);
        Refused.ifAny(refusals);
        return new DeliveryQuery(
                programme,
                states.stream().distinct().toList(),
                Part.parse(given.part()),
                "true".equals(given.unknown()),
                area,
                flag,
                grade,
                clearance,
                place,
                from,
                to);
    }

    /** The same, for one part of the balance. */
    DeliveryQuery of(Part only) {
        return new DeliveryQuery(programme, states, only, unknown, area, flag, grade, clearance, place, from, to);
    }

    /** The filters as they stand in the query string, in its order, without the programme. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (part != null) {
            parameters.put("part", part.name());
        }
        if (unknown) {
            parameters.put("unknown", "true");
        }
        if (!states.isEmpty()) {
            parameters.put("state", String.join("&state=", states));
        }
        put(parameters, "area", area);
        put(parameters, "q", place);
        put(parameters, "flag", flag);
        put(parameters, "grade", grade);
        put(parameters, "clearance", clearance);
        put(parameters, "from", from);
        put(parameters, "to", to);
        return parameters;
    }

    public boolean isState(String state) {
        return states.contains(state);
    }

    /** Whether anything but a part of the balance is asked for. */
    public boolean narrowed() {
        return parameters().keySet().stream().anyMatch(name -> !name.equals("part"));
    }

    public boolean filtered() {
        return !parameters().isEmpty();
    }

    public String query() {
        return queryWithout(null);
    }

    /** "?state=LOST&area=…" without one of the filters, or without any parameter to leave out; "" for none left. */
    String queryWithout(@Nullable String leftOut) {
        StringBuilder query = new StringBuilder();
        parameters().forEach((name, value) -> {
            if (!name.equals(leftOut)) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(value);
            }
        });
        return query.toString();
    }

    /** The query string without the filter that was set last, for "nothing matches". */
    public String queryWithoutLast() {
        List<String> names = List.copyOf(parameters().keySet());
        return names.isEmpty() ? "" : queryWithout(names.get(names.size() - 1));
    }

    /** The same, followed by a cursor. */
    public String queryAfter(String cursor) {
        String query = queryWithout(null);
        return query + (query.isEmpty() ? '?' : '&') + "after=" + cursor;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }

    private static @Nullable String text(String field, @Nullable String given, List<Refusal> refusals) {
        if (given == null || given.isBlank()) {
            return null;
        }
        String text = given.strip();
        if (text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
            refusals.add(malformed(field, "This has at most " + LONGEST_TEXT + " characters."));
            return null;
        }
        return text;
    }

    private static @Nullable LocalDate day(String field, @Nullable String given, List<Refusal> refusals) {
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(given);
            if (day.getYear() >= 1900 && day.getYear() < 3000) {
                return day;
            }
        } catch (DateTimeException e) {
            // Said below, as for a day out of this world.
        }
        refusals.add(malformed(field, "A day is written 2026-10-06."));
        return null;
    }

    private static Refusal malformed(String field, String detail) {
        return new Refusal(Code.MALFORMED, field, detail);
    }
}
