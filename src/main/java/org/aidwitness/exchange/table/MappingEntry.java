package org.aidwitness.exchange.table;

import java.time.Instant;
import java.util.UUID;

/**
 * One version of a mapping.
 *
 * @param own kept by the organisation itself; otherwise one that the product brings along
 */
public record MappingEntry(
        UUID id, String code, int version, boolean own, Mapping settings, String madeBy, Instant madeAt) {}
