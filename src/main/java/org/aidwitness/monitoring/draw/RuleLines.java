package org.aidwitness.monitoring.draw;

import java.util.List;

/** The lines of a rule's file by the word they begin with. */
final class RuleLines {

    private final List<String[]> lines;

    RuleLines(byte[] file) {
        List<String> all = Population.lines(file);
        if (!all.get(0).equals(DrawRule.VERSION)) {
            throw new Unreadable("the rule does not begin with " + DrawRule.VERSION);
        }
        lines = all.stream().skip(1).map(line -> line.split("\t", -1)).toList();
    }

    /** The fields of the one line of this name. */
    String[] one(String name, int fields) {
        List<String[]> found = all(name, fields);
        if (found.size() != 1) {
            throw new Unreadable("the rule has one line \"" + name + "\"");
        }
        return found.get(0);
    }

    /** The whole number of the one line of this name; 0 where there is none, as in rules from before it. */
    int numberOrNone(String name) {
        return all(name, 1).isEmpty() ? 0 : Integer.parseInt(one(name, 1)[0]);
    }

    /** The fields of all lines of this name. */
    List<String[]> all(String name, int fields) {
        return lines.stream()
                .filter(line -> line[0].equals(name))
                .map(line -> fieldsOf(line, fields))
                .toList();
    }

    private static String[] fieldsOf(String[] line, int fields) {
        if (line.length != fields + 1) {
            throw new Unreadable("a line \"" + line[0] + "\" has " + fields + " fields");
        }
        String[] rest = new String[fields];
        System.arraycopy(line, 1, rest, 0, fields);
        return rest;
    }
}
