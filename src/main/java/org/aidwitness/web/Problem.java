package org.aidwitness.web;

import java.util.List;
import org.aidwitness.kernel.Refusal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What went wrong, as RFC 9457 {@code application/problem+json}. */
@Schema(description = "What went wrong (RFC 9457). All reasons are given at once.")
public record Problem(String title, int status, @Nullable String reference, List<Reason> reasons) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * @param code stable, for machines
     * @param field the field at fault as a JSON pointer, where one is
     * @param detail a plain sentence
     */
    public record Reason(String code, @Nullable String field, String detail) {

        static Reason of(Refusal refusal) {
            return new Reason(refusal.code().name(), refusal.field(), refusal.detail());
        }
    }
}
