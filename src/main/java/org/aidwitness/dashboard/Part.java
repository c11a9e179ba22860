package org.aidwitness.dashboard;

import java.util.List;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/** The six parts of the balance, in the order of the bar. Every kilogram given is in exactly one of them. */
public enum Part {
    VERIFIED("verified", List.of("VERIFIED")),
    AWAITING_VISIT("awaiting", List.of("AWAITING_VISIT")),
    /** With what is overdue: nobody independent has seen it in time. */
    UNVERIFIED("unverified", List.of("UNVERIFIED", "OVERDUE")),
    DISPUTED("disputed", List.of("DISPUTED")),
    ON_THE_WAY("moving", List.of()),
    LOST("lost", List.of());

    private final String style;
    private final List<String> states;

    Part(String style, List<String> states) {
        this.style = style;
        this.states = states;
    }

    /** The class of the style sheet that gives it its colour. */
    public String style() {
        return style;
    }

    /** The assurance states of the deliveries that it adds up; empty where other columns tell. */
    List<String> states() {
        return states;
    }

    static @Nullable Part parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        for (Part part : values()) {
            if (part.name().equals(text)) {
                return part;
            }
        }
        throw Refused.at("/part", Code.MALFORMED, "There is no part of this name.");
    }

    /** The style of an assurance state, for its tag. */
    static String styleOf(String assurance) {
        return switch (assurance) {
            case "VERIFIED" -> VERIFIED.style;
            case "AWAITING_VISIT" -> AWAITING_VISIT.style;
            case "UNVERIFIED" -> UNVERIFIED.style;
            case "OVERDUE" -> "overdue";
            case "DISPUTED" -> DISPUTED.style;
            case "ON_THE_WAY" -> ON_THE_WAY.style;
            case "LOST" -> LOST.style;
            default -> throw new IllegalStateException("Unknown assurance state " + assurance);
        };
    }
}
