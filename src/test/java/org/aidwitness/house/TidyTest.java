package org.aidwitness.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no compiler checks. Each test names the file and says what to do instead. */
class TidyTest {

    private static final Path JAVA = Path.of("src/main/java/org/aidwitness");
    private static final Path SQL = Path.of("src/main/resources/db/migration");
    private static final int MOST_LINES = 420;

    private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"\\n(.*?)\"\"\"", Pattern.DOTALL);

    /** A table name in SQL is an import, though the compiler cannot see it: room_thing. */
    private static final Pattern TABLE = Pattern.compile("\\b(?:from|join|into|update)\\s+"
            + "((?:journal|access|registry|gate|shipment|monitoring|feedback|verification|dashboard|exchange)_\\w+)");

    private static final Pattern CONSTRAINT =
            Pattern.compile("\\bconstraint\\s+(\\w+)\\s+(?:primary|foreign|unique|check)");
    private static final Pattern COUNTED_LATER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
    private static final Pattern READ_FOR_EACH_ROW = Pattern.compile("any \\((cast\\(:\\w+ as uuid\\[]\\))\\)");
    private static final Pattern LOCAL_VAR = Pattern.compile("^\\s*(?:final )?var \\w+ =", Pattern.MULTILINE);

    @Test
    void each_room_reads_its_own_tables() {
        List<String> strays = files(JAVA, ".java")
                .flatMap(file -> {
                    String room = JAVA.relativize(file).getName(0).toString();
                    return matches(TEXT_BLOCK, read(file))
                            .flatMap(block -> matches(TABLE, block))
                            .filter(table -> !table.startsWith(room + "_"))
                            .map(table -> file + " reads " + table + "; ask that room's door, or add a view");
                })
                .toList();
        assertThat(strays).isEmpty();
    }

    @Test
    void constraints_have_names_that_say_what_they_are() {
        List<String> unclear = files(SQL, ".sql")
                .flatMap(file -> matches(CONSTRAINT, read(file))
                        .filter(name -> !name.matches(".*_(pk|fk|uq|ck)"))
                        .map(name -> file + ": " + name + " should end in _pk, _fk, _uq or _ck"))
                .toList();
        assertThat(unclear).isEmpty();
    }

    @Test
    void no_file_outgrows_one_idea() {
        List<String> large = files(JAVA, ".java")
                .filter(file -> read(file).lines().count() > MOST_LINES)
                .map(file -> file + " has more than " + MOST_LINES + " lines: find the second idea in it")
                .toList();
        assertThat(large).isEmpty();
    }

    @Test
    void nothing_is_left_for_later_and_types_are_spelled_out() {
        List<String> promises = files(JAVA, ".java")
                .filter(file -> COUNTED_LATER.matcher(read(file)).find()
                        || LOCAL_VAR.matcher(read(file)).find())
                .map(file -> file + ": do it now or leave it out; spell types out")
                .toList();
        assertThat(promises).isEmpty();
    }

    @Test
    void no_array_is_read_again_for_every_row() {
        List<String> slow = files(JAVA, ".java")
                .flatMap(file -> matches(READ_FOR_EACH_ROW, read(file))
                        .map(cast -> file + ": say any (cast((select " + cast
                                + ") as uuid[])), as verification.Rows explains"))
                .toList();
        assertThat(slow).isEmpty();
    }

    @Test
    void every_package_says_what_it_is_for_and_where_null_may_be() {
        List<Path> bare = packages()
                .filter(folder -> {
                    Path info = folder.resolve("package-info.java");
                    return !Files.exists(info)
                            || !read(info).contains("@NullMarked")
                            || !read(info).startsWith("/**");
                })
                .toList();
        assertThat(bare).isEmpty();
    }

    private static Stream<Path> packages() {
        return files(JAVA, ".java").map(Path::getParent).distinct();
    }

    private static Stream<Path> files(Path root, String suffix) {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(file -> file.toString().endsWith(suffix)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
    }
}
