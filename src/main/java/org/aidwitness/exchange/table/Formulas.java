package org.aidwitness.exchange.table;

/** Cells that a spreadsheet program would take for a formula, and so might send data away or run a command. */
final class Formulas {

    private static final String BEGINNINGS = "=+-@\t\r\0";

    private Formulas() {}

    static String neutral(String cell) {
        return !cell.isEmpty() && BEGINNINGS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    /** Takes away what {@link #neutral} put there. */
    static String original(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && BEGINNINGS.indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
    }
}
