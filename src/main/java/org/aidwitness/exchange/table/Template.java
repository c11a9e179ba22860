package org.aidwitness.exchange.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/** A mapping's text, compiled against the header of one file. */
final class Template {

    /** A piece of text, or a cell where {@code column} is not negative. */
    private record Piece(String text, int column) {}

    /** Which column the name stands for, and which of them were used. */
    static final class Columns {

        private final Map<String, Integer> indexes;
        private final boolean[] used;
        private final Consumer<String> missing;

        Columns(Map<String, Integer> indexes, int count, Consumer<String> missing) {
            this.indexes = indexes;
            this.used = new boolean[count];
            this.missing = missing;
        }

        /** The column's index, -1 where it is missing; then the name is noted unless it may be missing. */
        int use(String name, boolean optional) {
            Integer index = indexes.get(Texts.columnKey(name));
            if (index == null) {
                if (!optional) {
                    missing.accept(name);
                }
                return -1;
            }
            used[index] = true;
            return index;
        }

        boolean isUsed(int index) {
            return used[index];
        }
    }

    private final List<Piece> pieces;
    private final @Nullable String column;
    private final boolean absent;

    private Template(List<Piece> pieces, @Nullable String column, boolean absent) {
        this.pieces = List.copyOf(pieces);
        this.column = column;
        this.absent = absent;
    }

    static Template compile(String text, Columns columns) {
        List<Piece> pieces = new ArrayList<>();
        String first = null;
        boolean absent = false;
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            if (open < 0) {
                pieces.add(new Piece(text.substring(at), -1));
                break;
            }
            if (open > at) {
                pieces.add(new Piece(text.substring(at, open), -1));
            }
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw Refused.at("/text", Code.INVALID, "A brace is not closed: " + Texts.excerpt(text));
            }
            boolean optional = text.charAt(close - 1) == '?';
            String name = text.substring(open + 1, optional ? close - 1 : close);
            int index = columns.use(name, optional);
            first = first == null ? name : first;
            absent |= index < 0;
            pieces.add(new Piece("", index));
            at = close + 1;
        }
        return new Template(pieces, first, absent);
    }

    /** The first column it takes a cell from, for problems; null where it takes none. */
    @Nullable String column() {
        return column;
    }

    /** The text for this row; null where a cell in it is unknown. */
    @Nullable String expand(TableRow row, Set<String> unknown) {
        if (absent) {
            return null;
        }
        if (pieces.size() == 1) {
            return piece(pieces.get(0), row, unknown);
        }
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            String part = piece(piece, row, unknown);
            if (part == null) {
                return null;
            }
            text.append(part);
        }
        return text.toString();
    }

    private static @Nullable String piece(Piece piece, TableRow row, Set<String> unknown) {
        if (piece.column() < 0) {
            return piece.text();
        }
        String cell = Texts.single(row.cell(piece.column()));
        return cell.isEmpty() || (!unknown.isEmpty() && unknown.contains(cell.toLowerCase(Locale.ROOT))) ? null : cell;
    }

    static Set<String> lowerCase(Collection<String> one, Collection<String> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream())
                .map(Texts::columnKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
