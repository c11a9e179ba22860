package org.aidwitness.web;

import java.util.List;
import java.util.function.Function;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items in list order, at most the limit that was asked for
 * @param next pass as {@code after} for the page that follows; absent on the last one
 */
public record Listing<T>(List<T> items, @Nullable String next) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MOST = 500;

    public Listing {
        items = List.copyOf(items);
    }

    /** Checks a client's limit: 1 to {@link #MOST}, {@link #DEFAULT_LIMIT} where none was given. */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT_LIMIT;
        }
        if (asked < 1 || asked > MOST) {
            throw Refused.at("/limit", Code.OUT_OF_RANGE, "A page has 1 to " + MOST + " rows.");
        }
        return asked;
    }

    /** Cuts one row more than the limit down to a page; the row too many says that there is a next one. */
    public static <T> Listing<T> of(List<T> oneMore, int limit, Function<T, Cursor> cursor) {
        if (oneMore.size() <= limit) {
            return new Listing<>(oneMore, null);
        }
        List<T> items = oneMore.subList(0, limit);
        return new Listing<>(items, cursor.apply(items.get(limit - 1)).toString());
    }
}
