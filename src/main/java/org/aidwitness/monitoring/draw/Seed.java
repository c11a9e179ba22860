package org.aidwitness.monitoring.draw;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Sha256;

/**
 * What decides a draw, known to nobody before the last custodian speaks. {@code SHA-256("aidwitness/draw/v1" 00 ||
 * draw id, 16 bytes || SHA-256(population) || SHA-256(rule) || number of values, 1 byte || the values)}, docs/trust.md 2.11.
 */
public final class Seed {

    private static final int MOST_VALUES = 255;

    private Seed() {}

    /** The values stand in the order of the custodians' lines in the rule. */
    public static Sha256 of(UUID draw, Sha256 population, Sha256 rule, List<Sha256> values) {
        if (values.isEmpty() || values.size() > MOST_VALUES) {
            throw new IllegalArgumentException("a seed is made of 1 to " + MOST_VALUES + " values");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        values.forEach(value -> all.writeBytes(value.toBytes()));
        return Tagged.sha256(
                "aidwitness/draw/v1",
                ByteBuffer.allocate(16)
                        .putLong(draw.getMostSignificantBits())
                        .putLong(draw.getLeastSignificantBits())
                        .array(),
                population.toBytes(),
                rule.toBytes(),
                new byte[] {(byte) values.size()},
                all.toByteArray());
    }
}
