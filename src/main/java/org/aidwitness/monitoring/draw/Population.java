package org.aidwitness.monitoring.draw;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aidwitness.kernel.Sha256;

/**
 * Everything that a draw may choose from, and what may not be chosen as well: excluded units stay inside, their reasons
 * stand in the rule. The file is one line a unit, {@code unit TAB stratum TAB size LF}, sorted by its bytes (docs/draw.md).
 *
 * @param units in the order of the file, each id once
 */
public record Population(List<Unit> units) {

    /** More deliveries than a programme closes in one period; it bounds the work of one draw. */
    public static final int MOST = 10_000;

    private static final Pattern LINE =
            Pattern.compile("([0-9A-Za-z._-]{1,64})\t(HIGH|MEDIUM|LOW)\t(0|[1-9][0-9]{0,17})");

    /**
     * One delivery.
     *
     * @param id 1 to 64 letters, digits, dots, underscores and dashes
     * @param kilograms whole kilograms, rounded down; 0 where no weight is stated
     */
    public record Unit(String id, Stratum stratum, long kilograms) {

        public Unit {
            if (!LINE.matcher(line(id, stratum, kilograms)).matches()) {
                throw new Unreadable("a unit is an id, a stratum and whole kilograms");
            }
        }

        private static String line(String id, Stratum stratum, long kilograms) {
            return id + "\t" + stratum + "\t" + kilograms;
        }

        String line() {
            return line(id, stratum, kilograms);
        }
    }

    public Population {
        // The characters of a line are ASCII, so the order of strings is the order of bytes.
        units = units.stream().sorted(Comparator.comparing(Unit::line)).toList();
        if (units.isEmpty() || units.size() > MOST) {
            throw new Unreadable("a population has 1 to " + MOST + " units");
        }
        if (units.stream().map(Unit::id).distinct().count() != units.size()) {
            throw new Unreadable("a unit stands in a population once");
        }
    }

    /** Reads the file; throws {@link Unreadable} unless it is, byte for byte, what {@link #bytes} would write. */
    public static Population parse(byte[] file) {
        List<Unit> units = new ArrayList<>();
        for (String line : lines(file)) {
            Matcher found = LINE.matcher(line);
            if (!found.matches()) {
                throw new Unreadable("line " + (units.size() + 1) + " is not unit, stratum and size");
            }
            units.add(new Unit(found.group(1), Stratum.valueOf(found.group(2)), Long.parseLong(found.group(3))));
        }
        Population population = new Population(units);
        if (!Sha256.of(file).equals(population.sha256())) {
            throw new Unreadable("the lines are not sorted by their bytes");
        }
        return population;
    }

    /** The lines of a UTF-8 file whose last line ends too. */
    static List<String> lines(byte[] file) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Unreadable("the file is not UTF-8");
        }
        if (!text.endsWith("\n")) {
            throw new Unreadable("the last line does not end");
        }
        return List.of(text.substring(0, text.length() - 1).split("\n", -1));
    }

    public byte[] bytes() {
        return Tagged.ascii(units.stream().map(unit -> unit.line() + "\n").collect(Collectors.joining()));
    }

    public Sha256 sha256() {
        return Sha256.of(bytes());
    }

    public Optional<Unit> find(String id) {
        return units.stream().filter(unit -> unit.id().equals(id)).findFirst();
    }

    /** The units of one stratum, in the order of the file. */
    public Stream<Unit> of(Stratum stratum) {
        return units.stream().filter(unit -> unit.stratum() == stratum);
    }
}
