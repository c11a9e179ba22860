package org.aidwitness.access;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.aidwitness.kernel.Actor.Role;

/**
 * Who may do what: docs/trust.md 8.1, verb by verb. Checks, the database's second wall ({@code access_rule}), the tests
 * and docs/access.md all follow from this one table.
 *
 * <p>{@code own}: for one's own organisation, in programmes it takes part in. {@code any}: for every organisation.
 * {@code +2}: takes effect when a second person who may do the same has agreed. A dot: not at all.
 */
public final class AccessTable {

    private static final String TABLE = """
            |                         | LOGISTICS | MANAGER | HISTORIAN | MONITOR | REVIEWER | DONOR | AUDITOR | PROTECTION_OFFICER | DRAW_CUSTODIAN | ADMINISTRATOR |
            | REGISTER_SHIPMENTS      |    own    |   own   |     .     |    .    |    .     |   .   |    .    |         .          |       .        |       .       |
            | DECLARE                 |    own    |   own   |     .     |    .    |    .     |   .   |    .    |         .          |       .        |       .       |
            | PLAN_DISTRIBUTIONS      |    own    |   own   |     .     |    .    |    .     |   .   |    .    |         .          |       .        |       .       |
            | COUNT_STOCKS            |    own    |   own   |     .     |    .    |    .     |   .   |    .    |         .          |       .        |       .       |
            | ASK_THE_GATE            |    own    |   own   |     .     |    .    |    .     |   .   |    .    |         .          |       .        |       .       |
            | OVERRIDE_GATE           |     .     |   own   |     .     |    .    |    .     |   .   |    .    |         .          |       .        |       .       |
            | IMPORT                  |    own    |   own   |     .     |   own   |    .     |   .   |    .    |         .          |       .        |       .       |
            | IMPORT_HISTORY          |     .     |    .    |    own    |    .    |    .     |   .   |    .    |         .          |       .        |       .       |
            | SEE_IMPORTS             |    own    |   own   |    own    |   own   |    .     |   .   |    .    |         .          |       .        |      own      |
            | KEEP_MAPPINGS           |    own    |   own   |     .     |   own   |    .     |   .   |    .    |         .          |       .        |      own      |
            | ASSIGN_VISITS           |     .     |    .    |     .     |    .    |   own    |   .   |    .    |         .          |       .        |      own      |
            | KEEP_MONITORS           |     .     |    .    |     .     |    .    |   own    |   .   |    .    |         .          |       .        |       .       |
            | PROPOSE_COMMITMENTS     |    own    |   own   |     .     |    .    |   own    |   .   |    .    |         .          |       .        |       .       |
            | KEEP_COMMITMENTS        |     .     |    .    |     .     |    .    |   own    |   .   |    .    |         .          |       .        |       .       |
            | ACKNOWLEDGE_COMMITMENTS |    own    |   own   |     .     |    .    |    .     |   .   |    .    |         .          |       .        |       .       |
            | DRAW_VISITS             |     .     |   own   |     .     |    .    |   own    |   .   |    .    |         .          |       .        |       .       |
            | REVEAL                  |     .     |    .    |     .     |    .    |    .     |   .   |    .    |         .          |      own       |       .       |
            | ATTEST                  |     .     |    .    |     .     |   own   |    .     |   .   |    .    |         .          |       .        |       .       |
            | STORE_EVIDENCE          |     .     |    .    |     .     |   own   |    .     |   .   |    .    |         .          |       .        |       .       |
            | SEE_EVIDENCE            |     .     |    .    |     .     |   own   |   own    |   .   |   own   |        own         |       .        |       .       |
            | REVIEW                  |     .     |    .    |     .     |    .    |   own    |   .   |    .    |         .          |       .        |       .       |
            | ANSWER_FLAGS            |     .     |    .    |     .     |    .    |   own    |   .   |    .    |         .          |       .        |       .       |
            | PASS_ON_COMPLAINTS      |    own    |   own   |     .     |   own   |    .     |   .   |    .    |         .          |       .        |       .       |
            | INTERVIEW_HOUSEHOLDS    |     .     |    .    |     .     |   own   |   own    |   .   |    .    |         .          |       .        |       .       |
            | WATCH_MARKETS           |     .     |    .    |     .     |   own   |   own    |   .   |    .    |         .          |       .        |       .       |
            | RAISE_ALARMS            |     .     |    .    |     .     |    .    |    .     |   .   |   own   |         .          |       .        |       .       |
            | HEAR_FEEDBACK           |     .     |    .    |     .     |   own   |   own    |  own  |   own   |        own         |       .        |       .       |
            | KEEP_SITES              |    any    |   any   |     .     |    .    |    .     |   .   |    .    |         .          |       .        |      any      |
            | KEEP_COMMODITIES        |    any    |   any   |     .     |    .    |    .     |   .   |    .    |         .          |       .        |      any      |
            | KEEP_EXEMPT_COMMODITIES |     .     |    .    |     .     |    .    |    .     |   .   |    .    |         .          |       .        |      any      |
            | KEEP_ACCESS_TERMS       |     .     |    .    |     .     |    .    |   any    |   .   |    .    |         .          |       .        |      any      |
            | KEEP_ORGANISATIONS      |     .     |    .    |     .     |    .    |    .     |   .   |    .    |         .          |       .        |      any      |
            | KEEP_PROGRAMMES         |     .     |    .    |     .     |    .    |    .     |   .   |    .    |         .          |       .        |      any      |
            | KEEP_OWN_ACCOUNT        |    own    |   own   |    own    |   own   |   own    |  own  |   own   |        own         |      own       |      own      |
            | SEE_PEOPLE              |     .     |   own   |     .     |    .    |   own    |   .   |    .    |        own         |       .        |      any      |
            | KEEP_PEOPLE             |     .     |   own   |     .     |    .    |   own    |   .   |    .    |         .          |       .        |      any      |
            | GRANT_ROLES             |     .     |  own+2  |     .     |    .    |  own+2   |   .   |    .    |         .          |       .        |     any+2     |
            | RECOVER_PEOPLE          |     .     |  own+2  |     .     |    .    |  own+2   |   .   |    .    |         .          |       .        |     any+2     |
            | EXPORT_PEOPLE           |     .     |  own+2  |     .     |    .    |    .     |   .   |    .    |       own+2        |       .        |     any+2     |
            | ERASE_PEOPLE            |     .     |    .    |     .     |    .    |    .     |   .   |    .    |       own+2        |       .        |     any+2     |
            | GIVE_ACCESS             |     .     |  own+2  |     .     |    .    |  own+2   |   .   |    .    |       own+2        |       .        |       .       |
            | KEEP_DEVICES            |     .     |   own   |     .     |    .    |   own    |   .   |    .    |        own         |       .        |      any      |
            | SEE_AUDIT               |     .     |   own   |     .     |    .    |   own    |   .   |   own   |        own         |       .        |      any      |
            """;

    private static final String SECOND = "+2";

    private static final Map<Verb, Map<Role, Reach>> REACHES = new EnumMap<>(Verb.class);
    private static final Set<Verb> BY_TWO = EnumSet.noneOf(Verb.class);

    static {
        List<List<String>> rows = TABLE.lines()
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .toList();
        List<Role> columns = rows.get(0).subList(2, rows.get(0).size() - 1).stream()
                .map(Role::valueOf)
                .toList();
        for (List<String> row : rows.subList(1, rows.size())) {
            Verb verb = Verb.valueOf(row.get(1));
            Map<Role, Reach> reaches = new EnumMap<>(Role.class);
            for (int i = 0; i < columns.size(); i++) {
                reaches.put(columns.get(i), reach(verb, row.get(i + 2)));
            }
            REACHES.put(verb, reaches);
        }
    }

    private AccessTable() {}

    private static Reach reach(Verb verb, String cell) {
        if (cell.endsWith(SECOND)) {
            BY_TWO.add(verb);
        }
        return switch (cell.replace(SECOND, "")) {
            case "own" -> Reach.OWN;
            case "any" -> Reach.ANY;
            case "." -> Reach.NONE;
            default -> throw new IllegalStateException("the access table has no word \"" + cell + "\"");
        };
    }

    /** How far a role's permission goes; a verb that is open to everybody reaches everything. */
    public static Reach of(Verb verb, Role role) {
        Map<Role, Reach> reaches = REACHES.get(verb);
        return reaches == null ? Reach.ANY : reaches.getOrDefault(role, Reach.NONE);
    }

    /** The furthest that any of these roles goes. */
    public static Reach of(Verb verb, Set<Role> roles) {
        if (isPublic(verb)) {
            return Reach.ANY;
        }
        return roles.stream().map(role -> of(verb, role)).max(Reach::compareTo).orElse(Reach.NONE);
    }

    /** Open to everybody, signed in or not. */
    public static boolean isPublic(Verb verb) {
        return !REACHES.containsKey(verb);
    }

    /** Takes effect only when a second person has agreed. */
    public static boolean needsTwo(Verb verb) {
        return BY_TWO.contains(verb);
    }
}
