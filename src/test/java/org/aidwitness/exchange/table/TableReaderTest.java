package org.aidwitness.exchange.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.aidwitness.kernel.Refusal;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as people's programs write them, and files that are none. */
class TableReaderTest {

    private static final String CONTENT_TYPES = "[Content_Types].xml";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it.
    Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("table"), bytes);
    }

    private List<List<String>> read(byte[] bytes) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (TableReader reader = TableReader.open(file(bytes), TableReader.Options.NONE)) {
            rows.add(reader.header());
            for (TableRow row = reader.next(); row != null; row = reader.next()) {
                rows.add(List.copyOf(row.cells()));
            }
        }
        return rows;
    }

    private Refusal refusal(byte[] bytes) {
        Refused refused = catchThrowableOfType(Refused.class, () -> read(bytes));
        assertThat(refused).isNotNull();
        return refused.refusals().get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # encoding     | mark
            UTF-8          | none
            UTF-8          | mark
            UTF-16LE       | none
            UTF-16LE       | mark
            UTF-16BE       | none
            UTF-16BE       | mark
            windows-1252   | none
            """)
    void every_usual_encoding_reads_the_same(String encoding, String mark) throws IOException {
        String text = (mark.equals("mark") ? "\ufeff" : "") + "country,kg\r\nCôte d’Ivoire,12\r\n";
        assertThat(read(text.getBytes(Charset.forName(encoding))))
                .containsExactly(List.of("country", "kg"), List.of("Côte d’Ivoire", "12"));
    }

    @Test
    void the_first_letter_that_is_no_ascii_may_come_late() throws IOException {
        String rows = "kg,country\n" + "1,Kenya\n".repeat(30_000);
        assertThat(read((rows + "2,Côte\n").getBytes(StandardCharsets.UTF_8)))
                .hasSize(30_002)
                .last()
                .isEqualTo(List.of("2", "Côte"));
        assertThat(read((rows + "2,Côte\n").getBytes(TextEncoding.WINDOWS_1252)))
                .hasSize(30_002)
                .last()
                .isEqualTo(List.of("2", "Côte"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void every_line_end_and_separator(String end) throws IOException {
        for (String separator : List.of(",", ";", "\t", "|")) {
            String text = String.join(
                    end,
                    "a" + separator + " b " + separator + "c",
                    "\"1" + separator + "1\"" + separator + "\"say \"\"no\"\"\"" + separator + "\"two" + end
                            + "lines\"",
                    "",
                    "2" + separator + separator + "");
            assertThat(read(text.getBytes(StandardCharsets.UTF_8)))
                    .containsExactly(
                            List.of("a", "b", "c"),
                            List.of("1" + separator + "1", "say \"no\"", "two" + end + "lines"),
                            List.of("2", "", ""));
        }
    }

    @Test
    void rows_are_numbered_as_a_spreadsheet_does_and_blank_ones_are_counted() throws IOException {
        try (TableReader reader = TableReader.open(
                file("a,b\n1,2\n\n,\n3,4\n".getBytes(StandardCharsets.UTF_8)), TableReader.Options.NONE)) {
            assertThat(Objects.requireNonNull(reader.next()).number()).isEqualTo(2);
            assertThat(Objects.requireNonNull(reader.next()).number()).isEqualTo(5);
            assertThat(reader.next()).isNull();
            assertThat(reader.blankRows()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # what                     | code               | place
            nothing                    | MALFORMED          | /file
            10000 columns              | TOO_LARGE          | /rows/1/1001
            200000 columns             | TOO_LARGE          | /rows/1/1001
            10000 columns in row 3     | TOO_LARGE          | /rows/3/1001
            text beyond the header     | MALFORMED          | /rows/3/3
            a cell of 40000 characters | TOO_LARGE          | /rows/2
            a quote never closed       | TOO_LARGE          | /rows/2
            a blank header             | MALFORMED          | /rows/1/1
            a picture                  | UNSUPPORTED_FORMAT | /file
            random bytes               | UNSUPPORTED_FORMAT | /file
            a PDF                      | UNSUPPORTED_FORMAT | /file
            an old Excel file          | UNSUPPORTED_FORMAT | /file
            another ZIP file           | UNSUPPORTED_FORMAT | /file
            half an XLSX file          | MALFORMED          | /file
            a ZIP bomb                 | TOO_LARGE          | /file
            an XLSX file of no parts   | MALFORMED          | /file
            a column XFDXFD            | TOO_LARGE          | /rows/1/1001
            """)
    void what_is_no_table_is_refused_with_its_place(String what, Code code, String place) throws IOException {
        Refusal refusal = refusal(bytes(what));
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.field()).isEqualTo(place);
        assertThat(refusal.detail()).isNotBlank().doesNotContain("Exception");
    }

    private static byte[] bytes(String what) throws IOException {
        byte[] random = new byte[4096];
        new Random(7).nextBytes(random);
        return switch (what) {
            case "nothing" -> new byte[0];
            case "10000 columns" -> ("a,".repeat(9_999) + "a\n1\n").getBytes(StandardCharsets.UTF_8);
            case "200000 columns" -> ("a,".repeat(199_999) + "a\n1\n").getBytes(StandardCharsets.UTF_8);
            case "10000 columns in row 3" -> ("a\n1\n" + ",".repeat(9_999) + "\n").getBytes(StandardCharsets.UTF_8);
            case "text beyond the header" -> "a,b\n1,2\n1,2,3\n".getBytes(StandardCharsets.UTF_8);
            case "a cell of 40000 characters" -> ("a\n" + "x".repeat(40_000) + "\n").getBytes(StandardCharsets.UTF_8);
            case "a quote never closed" -> ("a\n\"x\n" + "y\n".repeat(40_000)).getBytes(StandardCharsets.UTF_8);
            case "a blank header" -> ",,\n1,2,3\n".getBytes(StandardCharsets.UTF_8);
            case "a picture" ->
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
            case "random bytes" -> random;
            case "a PDF" -> "%PDF-1.7\n%rest".getBytes(StandardCharsets.US_ASCII);
            case "an old Excel file" -> new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0};
            case "another ZIP file" -> zip("notes.txt", "hello".getBytes(StandardCharsets.UTF_8));
            case "half an XLSX file" -> Arrays.copyOf(workbook(200), workbook(200).length / 2);
            case "a ZIP bomb" -> bomb();
            case "an XLSX file of no parts" -> zip("xl/workbook.xml", "<workbook/>".getBytes(StandardCharsets.UTF_8));
            case "a column XFDXFD" ->
                zip("xl/worksheets/sheet1.xml", "<c r=\"XFDXFD1\"/>".getBytes(StandardCharsets.UTF_8));
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            if (!name.equals("notes.txt")) {
                zip.putNextEntry(new ZipEntry(CONTENT_TYPES));
                zip.write("<Types/>".getBytes(StandardCharsets.UTF_8));
            }
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    /** 200 MB of zeros in 200 kB. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(CONTENT_TYPES));
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            byte[] block = new byte[1024 * 1024];
            for (int i = 0; i < 200; i++) {
                zip.write(block);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] workbook(int rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(bytes, TableWriter.Format.XLSX, rows);
        return bytes.toByteArray();
    }

    private static void write(OutputStream out, TableWriter.Format format, int rows) throws IOException {
        try (TableWriter writer = TableWriter.to(out, format, "Table")) {
            writer.row(List.of("name", "kg", "formula"));
            for (int i = 0; i < rows; i++) {
                writer.row(Arrays.asList("Ñandú " + i, i % 7 == 0 ? null : 12.5 + i, "=1+1"));
            }
        }
    }

    @Test
    void a_spreadsheet_reads_as_the_text_a_person_would_type() throws IOException {
        List<List<String>> rows = read(workbook(1_200));
        assertThat(rows).hasSize(1_201);
        assertThat(rows.get(0)).containsExactly("name", "kg", "formula");
        assertThat(rows.get(1).get(0)).isEqualTo("Ñandú 0");
        assertThat(rows.get(1).get(1)).isEmpty();
        assertThat(rows.get(2).get(1)).isEqualTo("13.5");
    }

    @Test
    void dates_of_a_spreadsheet_are_written_as_iso() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        org.dhatim.fastexcel.Workbook workbook = new org.dhatim.fastexcel.Workbook(bytes, "test", "1.0");
        org.dhatim.fastexcel.Worksheet sheet = workbook.newWorksheet("Table");
        sheet.value(0, 0, "day");
        sheet.value(0, 1, "moment");
        sheet.value(0, 2, "number");
        sheet.value(1, 0, java.time.LocalDate.of(2024, 4, 30));
        sheet.style(1, 0).format("yyyy-MM-dd").set();
        sheet.value(1, 1, java.time.LocalDateTime.of(2024, 4, 30, 14, 30, 15));
        sheet.style(1, 1).format("d/m/yy h:mm").set();
        sheet.value(1, 2, 0.1 + 0.2);
        workbook.finish();
        assertThat(read(bytes.toByteArray()))
                .containsExactly(
                        List.of("day", "moment", "number"), List.of("2024-04-30", "2024-04-30T14:30:15", "0.3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+49", "-1", "@x", "\tx", "\rx", "plain", "'quoted", ""})
    void what_could_run_as_a_formula_is_neutral_in_csv_and_itself_when_read_again(String cell) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TableWriter writer = TableWriter.to(bytes, TableWriter.Format.CSV, "Table")) {
            writer.row(List.of("a", "b"));
            writer.row(List.of(cell, "x"));
        }
        byte[] written = bytes.toByteArray();
        assertThat(written).startsWith((byte) 0xEF, (byte) 0xBB, (byte) 0xBF);
        String text = read(written).get(1).get(0);
        if (!cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0) {
            assertThat(text).isEqualTo("'" + cell);
        }
        assertThat(new TableRow(2, List.of(text)).cell(0)).isEqualTo(cell);
    }
}
