package org.aidwitness.exchange.table;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real files, where they lie beside the checkout. */
final class TestData {

    private TestData() {}

    /** The file, or the test is skipped with a message. */
    static Path file(String name) {
        Path file = Path.of(System.getProperty("aidwitness.shared", "../shared"))
                .resolve("data")
                .resolve(name);
        assumeTrue(Files.isRegularFile(file), "skipped: " + file + " is not there");
        return file;
    }
}
