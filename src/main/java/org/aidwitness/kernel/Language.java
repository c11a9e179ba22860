package org.aidwitness.kernel;

import java.util.IllformedLocaleException;
import java.util.Locale;

/** Languages, as BCP 47 writes them. */
public final class Language {

    private static final int LONGEST_TAG = 35;

    private Language() {}

    /** Whether the text is a tag that names a language: "ar", "sw-KE". */
    public static boolean isTag(String text) {
        try {
            return text.length() <= LONGEST_TAG
                    && !new Locale.Builder()
                            .setLanguageTag(text)
                            .build()
                            .getLanguage()
                            .isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }
}
