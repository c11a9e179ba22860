package org.aidwitness.administration;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.aidwitness.kernel.Refusal;

/**
 * A form as a page shows it: empty at first; when it comes back, with what was typed and what was wrong with it. A page
 * may have several, so it has a name.
 */
public record Form(String name, Map<String, List<String>> typed, List<Refusal> refusals) {

    static final Form EMPTY = new Form("", Map.of(), List.of());

    /** What never travels back: whoever looks at the page later has no business with it. */
    private static final Set<String> SECRET = Set.of("password", "again", "old", "code", "proof");

    static Form back(String name, MultivaluedMap<String, String> sent, List<Refusal> refusals) {
        Map<String, List<String>> kept = new TreeMap<>(sent);
        kept.keySet().removeAll(SECRET);
        return new Form(name, kept, refusals);
    }

    /** Whether this is the form that came back. */
    public boolean failed(String form) {
        return name.equals(form);
    }

    public List<Refusal> reasons(String form) {
        return failed(form) ? refusals : List.of();
    }

    /** What was typed, or what stands in the field before anybody typed. */
    public String value(String form, String field, String before) {
        List<String> values = failed(form) ? typed.getOrDefault(field, List.of()) : List.of(before);
        return values.isEmpty() ? "" : values.get(0);
    }

    public boolean chosen(String form, String field, String option, boolean before) {
        return failed(form) ? typed.getOrDefault(field, List.of()).contains(option) : before;
    }

    public boolean wrong(String form, String field) {
        return reasons(form).stream().anyMatch(reason -> ("/" + field).equals(reason.field()));
    }

    /** Whether the cursor should stand here: in the first field that is wrong. */
    public boolean first(String form, String field) {
        return reasons(form).stream()
                .filter(reason -> reason.field() != null)
                .findFirst()
                .map(reason -> ("/" + field).equals(reason.field()))
                .orElse(false);
    }

    /** Whether no field can be named: then the reasons themselves are where to begin. */
    public boolean atLarge(String form) {
        return failed(form) && refusals.stream().allMatch(reason -> reason.field() == null);
    }
}
