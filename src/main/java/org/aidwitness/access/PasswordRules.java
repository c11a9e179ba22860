package org.aidwitness.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.aidwitness.kernel.Refusal;
import org.aidwitness.kernel.Refusal.Code;

/**
 * What a new password must be, after NIST SP 800-63B: long, and not one of those that are tried first. No rule asks for
 * certain kinds of characters; such rules make passwords harder to remember, not harder to guess.
 */
final class PasswordRules {

    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    private static final String FIELD = "/password";
    private static final String PRODUCT = "aidwitness";
    private static final String COMMON_FILE = "/passwords/common.txt";

    /** Login names shorter than this occur in other words by chance. */
    private static final int SHORTEST_TELLING_NAME = 4;

    /** What is left of a common password without its digits must still be a word. */
    private static final int SHORTEST_STEM = 6;

    private static final int LONGEST_REPEATED_PART = 6;
    private static final int FEWEST_DIFFERENT = 5;

    /** Rows people run their fingers or thoughts along: alphabets and keyboards of those who work with the product. */
    private static final List<String> ROWS = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "01234567890",
            "qwertyuiop[]",
            "qwertzuiop",
            "azertyuiop",
            "asdfghjkl;",
            "qsdfghjklm",
            "zxcvbnm,./",
            "yxcvbnm",
            "!@#$%^&*()",
            "абвгдежзийклмнопрстуфхцчшщъыьэюя",
            "йцукенгшщзхъ",
            "фывапролджэ",
            "ячсмитьбю",
            "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
            "ضصثقفغعهخحجد",
            "شسيبلاتنمكط",
            "٠١٢٣٤٥٦٧٨٩٠");

    private static final Set<String> COMMON = common();
    private static final Set<String> COMMON_STEMS = COMMON.stream()
            .map(PasswordRules::stem)
            .filter(stem -> stem.length() >= SHORTEST_STEM)
            .collect(Collectors.toUnmodifiableSet());

    private PasswordRules() {}

    /** Everything that speaks against this password for the account with this login; empty if nothing does. */
    static List<Refusal> objections(String password, String login) {
        // One message is enough for a text that may be megabytes long; counting in it would only take time.
        if (password.length() > 8 * LONGEST) {
            return List.of(tooLong());
        }
        String normal = Passwords.normal(password);
        String folded = fold(normal);
        int length = normal.codePointCount(0, normal.length());
        List<Refusal> objections = new ArrayList<>();
        if (length < SHORTEST) {
            objections.add(
                    invalid("A password has at least " + SHORTEST + " characters. Four words are easy to keep."));
        }
        if (length > LONGEST) {
            objections.add(tooLong());
        }
        if (normal.codePoints().anyMatch(PasswordRules::isHalfCharacter)) {
            objections.add(invalid("A character of the password is damaged."));
        }
        if (folded.contains(PRODUCT)) {
            objections.add(invalid("A password does not contain the name AidWitness."));
        }
        if (containsName(folded, fold(Passwords.normal(login)))) {
            objections.add(invalid("A password does not contain the login name."));
        }
        if (isCommon(folded)) {
            objections.add(invalid("This password is one of those that are tried first."));
        }
        if (isTrivial(folded)) {
            objections.add(invalid("A password is more than a repetition or a row of the keyboard."));
        }
        return objections;
    }

    private static boolean containsName(String password, String login) {
        // Of an address, what stands before the @ is the name.
        String name = login.contains("@") ? login.substring(0, login.indexOf('@')) : login;
        return name.strip().length() >= SHORTEST_TELLING_NAME && password.contains(name.strip());
    }

    private static boolean isCommon(String password) {
        return COMMON.contains(password) || COMMON_STEMS.contains(stem(password));
    }

    /** The word inside its decoration: "password" of "Password2024!!". */
    private static String stem(String folded) {
        int from = 0;
        int to = folded.length();
        while (from < to && !Character.isLetter(folded.charAt(from))) {
            from++;
        }
        while (to > from && !Character.isLetter(folded.charAt(to - 1))) {
            to--;
        }
        return folded.substring(from, to);
    }

    private static boolean isTrivial(String password) {
        int[] characters = password.codePoints().toArray();
        return characters.length > 0
                && (password.codePoints().distinct().count() < FEWEST_DIFFERENT
                        || repeats(characters)
                        || runsAlongRows(characters));
    }

    /** Whether a part of a few characters, again and again, is all there is: "abc1abc1abc1". */
    private static boolean repeats(int[] characters) {
        for (int part = 1; part <= Math.min(LONGEST_REPEATED_PART, characters.length / 2); part++) {
            int same = part;
            while (same < characters.length && characters[same] == characters[same - part]) {
                same++;
            }
            if (same == characters.length) {
                return true;
            }
        }
        return false;
    }

    /** Whether at least two of three steps go to a neighbour: "abcdefgh4321". */
    private static boolean runsAlongRows(int[] characters) {
        int steps = 0;
        for (int at = 1; at < characters.length; at++) {
            String step = new String(characters, at - 1, 2);
            String back = new StringBuilder(step).reverse().toString();
            if (ROWS.stream().anyMatch(row -> row.contains(step) || row.contains(back))) {
                steps++;
            }
        }
        return characters.length > 1 && 3 * steps >= 2 * (characters.length - 1);
    }

    private static boolean isHalfCharacter(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Refusal tooLong() {
        return invalid("A password has at most " + LONGEST + " characters.");
    }

    private static Refusal invalid(String detail) {
        return new Refusal(Code.INVALID, FIELD, detail);
    }

    private static Set<String> common() {
        try (InputStream file = PasswordRules.class.getResourceAsStream(COMMON_FILE)) {
            if (file == null) {
                throw new IllegalStateException(COMMON_FILE + " is not there");
            }
            return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
