package org.aidwitness.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Shows that a form came from a page of ours. The browser holds a random cookie that other sites cannot read, each form
 * carries its digest. Templates say {@code <input type="hidden" name="proof" value="{inject:formProof.value}">}.
 */
@Named("formProof")
@RequestScoped
public class FormProof {

    private static final String NAME = "aidwitness-form";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final HttpHeaders headers;
    private final SessionCookie cookies;
    private @Nullable String fresh;

    FormProof(HttpHeaders headers, SessionCookie cookies) {
        this.headers = headers;
        this.cookies = cookies;
    }

    /** What a form of this page is to carry. */
    public String getValue() {
        return digest(held().orElseGet(this::begin));
    }

    /** Refuses with NOT_ALLOWED a form that did not come from a page of ours. */
    public void require(@Nullable String sent) {
        boolean ours = sent != null
                && held().map(FormProof::digest)
                        .map(expected -> MessageDigest.isEqual(bytes(expected), bytes(sent)))
                        .orElse(false);
        if (!ours) {
            throw Refused.because(
                    Code.NOT_ALLOWED, "This form is too old. Open the page again, and send it once more.");
        }
    }

    /** A cookie to send along, if this page began one. */
    Optional<NewCookie> begun() {
        return Optional.ofNullable(fresh).map(value -> cookies.cookie(NAME, value, NewCookie.DEFAULT_MAX_AGE));
    }

    private Optional<String> held() {
        return Optional.ofNullable(fresh).or(() -> cookies.value(headers, NAME));
    }

    private String begin() {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        fresh = value;
        return value;
    }

    private static String digest(String value) {
        return Sha256.of(bytes("form " + value)).toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
