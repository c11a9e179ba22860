package org.aidwitness.exchange.table;

import java.util.Locale;

/** Text as people's spreadsheets hold it. */
final class Texts {

    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private Texts() {}

    /** Without white space at both ends, where a no-break space and a byte order mark are white space too. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return from == 0 && to == text.length() ? text : text.substring(from, to);
    }

    /** How a column's name is compared: stripped, inner white space made one space, case ignored. */
    static String columnKey(String name) {
        return single(name).toLowerCase(Locale.ROOT);
    }

    /** Stripped, and every run of white space inside made one space. */
    static String single(String text) {
        String stripped = strip(text);
        boolean plain = true;
        for (int i = 0; i < stripped.length() && plain; i++) {
            char c = stripped.charAt(i);
            plain = !isSpace(c) || (c == ' ' && stripped.charAt(i - 1) != ' ');
        }
        if (plain) {
            return stripped;
        }
        StringBuilder one = new StringBuilder(stripped.length());
        for (int i = 0; i < stripped.length(); i++) {
            char c = stripped.charAt(i);
            if (!isSpace(c)) {
                one.append(c);
            } else if (one.charAt(one.length() - 1) != ' ') {
                one.append(' ');
            }
        }
        return one.toString();
    }

    /** At most this much of it, for a sentence. */
    static String excerpt(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c == NO_BREAK_SPACE || c == BYTE_ORDER_MARK || Character.isWhitespace(c);
    }
}
