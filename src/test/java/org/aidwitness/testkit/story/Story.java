package org.aidwitness.testkit.story;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A story as it is written: acts with their day, time and person, and what is true then. Lines beginning with # are
 * for the reader.
 */
public record Story(List<Line> lines) {

    /** Midnight before day 1; before the first act the world is set up. */
    static final Instant DAY_0 = Instant.parse("2026-02-28T00:00:00Z");

    private static final Pattern ACT = Pattern.compile("day (\\d+) (\\d\\d):(\\d\\d)\\s+(\\w+)\\s+(.+)");
    private static final Pattern THEN = Pattern.compile("\\s+then\\s+(.+)");

    /** One line, for messages with its number. */
    public sealed interface Line {
        int number();

        String text();
    }

    public record Told(int number, Instant at, String person, String text) implements Line {}

    public record Then(int number, String text) implements Line {}

    public Story {
        lines = List.copyOf(lines);
    }

    /** From the stories folder; a line that is neither an act nor a truth is a slip of the author's. */
    public static Story named(String name) {
        try (InputStream file = Story.class.getResourceAsStream("/stories/" + name + ".story")) {
            if (file == null) {
                throw new IllegalArgumentException("there is no story " + name);
            }
            return of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Story of(String text) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(line(number, line.stripTrailing()));
            }
        }
        return new Story(lines);
    }

    private static Line line(int number, String line) {
        Matcher act = ACT.matcher(line);
        if (act.matches()) {
            return new Told(number, instant(act.group(1), act.group(2), act.group(3)), act.group(4), act.group(5));
        }
        Matcher then = THEN.matcher(line);
        if (then.matches()) {
            return new Then(number, then.group(1));
        }
        throw new IllegalArgumentException("line " + number + " is no line of a story: " + line);
    }

    static Instant instant(String day, String hour, String minute) {
        return DAY_0.plus(Duration.ofDays(Long.parseLong(day)))
                .plus(Duration.ofHours(Long.parseLong(hour)))
                .plus(Duration.ofMinutes(Long.parseLong(minute)));
    }
}
