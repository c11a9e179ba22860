package org.aidwitness.exchange.table;

import org.aidwitness.kernel.Refusal.Code;
import org.jspecify.annotations.Nullable;

/**
 * Why a row was not accepted.
 *
 * @param row its number in the file, the header being 1
 * @param column the column at fault, as the mapping names it; null where no single one is
 */
public record RowProblem(long row, @Nullable String column, Code code, String detail) {}
