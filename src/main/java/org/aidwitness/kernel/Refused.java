package org.aidwitness.kernel;

import java.util.List;
import java.util.Objects;

/** The one exception the domain throws on purpose: the sender must change something. Carries every reason at once. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Refusal> refusals;

    private Refused(List<Refusal> refusals) {
        super(refusals.toString());
        this.refusals = List.copyOf(refusals);
    }

    public static Refused because(Refusal.Code code, String detail) {
        return new Refused(List.of(Refusal.of(code, detail)));
    }

    public static Refused at(String field, Refusal.Code code, String detail) {
        return new Refused(List.of(new Refusal(code, field, detail)));
    }

    public static void ifAny(List<Refusal> refusals) {
        if (!refusals.isEmpty()) {
            throw new Refused(refusals);
        }
    }

    public List<Refusal> refusals() {
        return Objects.requireNonNull(refusals, "refusals do not travel by serialisation");
    }
}
