package org.aidwitness.journal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One numbered entry of the journal, as followers read it.
 *
 * @param seq gapless, in commit order, from 0
 * @param subject what the statement is about: for statements about goods, the waybill's id
 */
public record Entry(
        long seq,
        String kind,
        UUID statement,
        UUID subject,
        @Nullable UUID programme) {}
