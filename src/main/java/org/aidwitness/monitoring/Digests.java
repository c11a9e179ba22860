package org.aidwitness.monitoring;

import java.util.regex.Pattern;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/** Digests as people send them. */
final class Digests {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    private Digests() {}

    static Sha256 require(String field, @Nullable String hex) {
        if (hex == null || !HEX.matcher(hex).matches()) {
            throw Refused.at(field, Code.MALFORMED, "This has 64 hex digits, in lower case.");
        }
        return Sha256.fromHex(hex);
    }
}
