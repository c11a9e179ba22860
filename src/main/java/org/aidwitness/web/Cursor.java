package org.aidwitness.web;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a list begins: after this row in the order "latest first, then by id". Opaque to clients. A
 * page found by cursor costs the same at the end of a list as at its beginning.
 */
public record Cursor(Instant at, UUID id) {

    /** Before everything. */
    public static final Cursor START = new Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(0, 0));

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    public static Cursor parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return START;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split("~", 2);
            Instant at = Instant.parse(parts[0]);
            if (at.isBefore(EARLIEST) || at.isAfter(START.at)) {
                throw new DateTimeException("no time that the database knows");
            }
            return new Cursor(at, UUID.fromString(parts[1]));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw Refused.at("/after", Code.MALFORMED, "This cursor is not one of ours.");
        }
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at + "~" + id).getBytes(StandardCharsets.US_ASCII));
    }
}
