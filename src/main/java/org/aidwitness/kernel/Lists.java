package org.aidwitness.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Whether it holds for one of them. */
    public static <T> boolean any(List<T> all, Predicate<? super T> holds) {
        for (T one : all) {
            if (holds.test(one)) {
                return true;
            }
        }
        return false;
    }

    /** Those of each key, in their order. */
    public static <K, T> Map<K, List<T>> by(List<T> all, Function<? super T, ? extends K> key) {
        Map<K, List<T>> byKey = new HashMap<>();
        for (T one : all) {
            byKey.computeIfAbsent(key.apply(one), any -> new ArrayList<>(2)).add(one);
        }
        return byKey;
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
