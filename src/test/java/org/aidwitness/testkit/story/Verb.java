package org.aidwitness.testkit.story;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people do in stories, as it is written. */
enum Verb {
    /** registers WB-1 to village, 100 bags, due day 3 12:00 */
    REGISTERS("registers (\\S+) to (\\w+), (\\d+) bags, due day (\\d+) (\\d\\d):(\\d\\d)"),
    /** assigns mara to WB-1 */
    ASSIGNS("assigns (\\w+) to (\\S+)"),
    ASKS("asks the gate about (\\S+)"),
    DISPATCHES("dispatches (\\S+)"),
    PASSES("passes the (\\w+) with (\\S+)"),
    /** receives WB-1: 98 good, 2 damaged SPILLAGE_REPACK; any part may be left out */
    RECEIVES("receives (\\S+): (\\d+) good(.*)"),
    CORRECTS("corrects the receipt of (\\S+): (\\d+) good(.*), because (.+)"),
    DISTRIBUTES("distributes (\\d+) bags of (\\S+)"),
    LOSES("loses (\\d+) bags of (\\S+) by (\\w+)"),
    COUNTS("counts (\\d+) bags of (\\S+)"),
    IS_TURNED_AWAY("is turned away from (\\S+)"),
    ACCEPTS("accepts what (\\w+) says of (\\S+)"),
    DENIES("denies access to the (\\w+)"),
    ALLOWS("allows access to the (\\w+) again"),
    WAITS("waits");

    private final Pattern pattern;

    Verb(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    Matcher in(String words) {
        return pattern.matcher(words);
    }
}
