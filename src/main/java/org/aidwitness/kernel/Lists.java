package org.aidwitness.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Loops over lists that mostly hold one element or none, of which a million deliveries have a hundred million: a stream over
 * such a list costs more than what it does. What they return is to be read, not changed.
 */
public final class Lists {

    private Lists() {}

    /** Those for which it holds, in their order. */
    public static <T> List<T> where(List<T> all, Predicate<? super T> holds) {
        List<T> found = List.of();
        for (T one : all) {
            if (holds.test(one)) {
                found = found.isEmpty() ? new ArrayList<>(2) : found;
                found.add(one);
            }
        }
        return found;
    }

    /** What becomes of each, in their order. */
    public static <T, E> List<E> each(Collection<T> all, Function<? super T, ? extends E> element) {
        if (all.isEmpty()) {
            return List.of();
        }
        List<E> made = new ArrayList<>(all.size());
        for (T one : all) {
            made.add(element.apply(one));
        }
        return made;
    }
}
