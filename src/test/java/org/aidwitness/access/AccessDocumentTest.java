package org.aidwitness.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.aidwitness.kernel.Actor.Role;
import org.junit.jupiter.api.Test;

/** docs/access.md is the access table and nothing else: written from it, compared with it. */
class AccessDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/access.md");
    private static final Path FRESH = Path.of("target/access.md");

    @Test
    void the_document_says_what_the_table_says() throws IOException {
        String fresh = document();
        Files.createDirectories(FRESH.getParent());
        Files.writeString(FRESH, fresh);
        assertThat(Files.readString(DOCUMENT))
                .as("copy %s over %s", FRESH, DOCUMENT)
                .isEqualTo(fresh);
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # Who may do what

                Written from `access.AccessTable` by `AccessDocumentTest`. **own**: in the name of one's own organisation, in programmes
                it takes part in. **any**: for every organisation. **+2**: takes effect when a second person who may do the same has agreed.
                Everybody, signed in or not, may read what is published.

                """);
        text.append("| | ")
                .append(Arrays.stream(Role.values())
                        .map(role -> role.name().replace('_', ' '))
                        .collect(Collectors.joining(" | ")))
                .append(" |\n|---|")
                .append("---|".repeat(Role.values().length))
                .append('\n');
        for (Verb verb : Verb.values()) {
            if (!verb.isPublic()) {
                text.append("| ")
                        .append(verb)
                        .append(" | ")
                        .append(Arrays.stream(Role.values())
                                .map(role -> cell(verb, role))
                                .collect(Collectors.joining(" | ")))
                        .append(" |\n");
            }
        }
        return text.toString();
    }

    private static String cell(Verb verb, Role role) {
        return switch (AccessTable.of(verb, role)) {
            case NONE -> "";
            case OWN -> AccessTable.needsTwo(verb) ? "own+2" : "own";
            case ANY -> AccessTable.needsTwo(verb) ? "any+2" : "any";
        };
    }
}
