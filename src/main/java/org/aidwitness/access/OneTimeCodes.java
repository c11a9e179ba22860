package org.aidwitness.access;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.aidwitness.kernel.Sha256;
import org.apache.commons.codec.binary.Base32;

/**
 * Codes from an authenticator app (RFC 6238: SHA-1, 6 digits, 30 seconds, which is what every app can do), and recovery
 * codes for the day the telephone is gone.
 */
@ApplicationScoped
public class OneTimeCodes {

    static final int RECOVERY_CODES = 10;

    private static final String ISSUER = "AidWitness";
    private static final String MAC = "HmacSHA1";
    private static final int SECRET_BYTES = 20;
    private static final int DIGITS = 6;
    private static final Duration STEP = Duration.ofSeconds(30);

    /** Clocks of telephones differ, and people type slowly: one step before and one after is accepted. */
    private static final int WINDOW = 1;

    /** Without I, L, O and U: nothing on paper is read as something else. Sixteen of these are 80 bits. */
    private static final String RECOVERY_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int RECOVERY_GROUPS = 4;
    private static final int RECOVERY_GROUP = 4;

    private final SecureRandom random = new SecureRandom();
    private final HmacOneTimePasswordGenerator generator = new HmacOneTimePasswordGenerator(DIGITS);

    /** A new secret of 160 bits; seal it before it is stored. */
    public byte[] freshSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /** What an authenticator app reads from the QR code. It contains the secret: show it once, log it never. */
    public String uri(byte[] secret, String login) {
        return "otpauth://totp/" + ISSUER + ":" + encoded(login) + "?secret=" + base32(secret) + "&issuer=" + ISSUER
                + "&algorithm=SHA1&digits=" + DIGITS + "&period=" + STEP.toSeconds();
    }

    /** The secret in groups of four, for those who type it in because they cannot scan a picture. */
    public String legible(byte[] secret) {
        return base32(secret).replaceAll("(.{4})(?!$)", "$1 ");
    }

    /**
     * The time step to which the code belongs, or empty if it is wrong now. The caller keeps the step, and refuses a code
     * of the same or an earlier one: whoever looked over a shoulder comes too late.
     */
    public OptionalLong stepOf(byte[] secret, String code, Instant now) {
        byte[] typed = digits(code).getBytes(StandardCharsets.US_ASCII);
        long current = Math.floorDiv(now.getEpochSecond(), STEP.toSeconds());
        OptionalLong found = OptionalLong.empty();
        // All steps are compared, whatever is found, so that the time tells nothing; the latest wins.
        for (long step = current - WINDOW; step <= current + WINDOW; step++) {
            if (MessageDigest.isEqual(codeOf(secret, step).getBytes(StandardCharsets.US_ASCII), typed)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** Ten codes that work once each, when the telephone is gone. Shown once; only their digests are kept. */
    public List<String> freshRecoveryCodes() {
        return Stream.generate(this::recoveryCode)
                .distinct()
                .limit(RECOVERY_CODES)
                .toList();
    }

    /**
     * The digest under which a recovery code is kept and found; case, spaces, dashes and look-alikes do not matter. A
     * plain digest is enough: nobody tries 80 random bits out.
     */
    public static Sha256 recoveryDigest(String code) {
        String plain = code.toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1')
                .replaceAll("[^0-9A-Z]", "");
        return Sha256.of(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** What the telephone shows during this step. */
    String codeOf(byte[] secret, long step) {
        try {
            // Locale.ROOT, because an Arabic machine writes numbers in digits the telephone does not show.
            return generator.generateOneTimePasswordString(new SecretKeySpec(secret, MAC), step, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The digits of what was typed, in whatever script, without spaces; any other text as something no code is. */
    private static String digits(String typed) {
        if (typed.length() > 4 * DIGITS) {
            return "";
        }
        return typed.codePoints()
                .filter(character -> !Character.isWhitespace(character) && !Character.isSpaceChar(character))
                .mapToObj(character -> {
                    int digit = Character.digit(character, 10);
                    return digit < 0 ? "?" : String.valueOf(digit);
                })
                .collect(Collectors.joining());
    }

    private String recoveryCode() {
        return IntStream.range(0, RECOVERY_GROUPS)
                .mapToObj(group -> IntStream.range(0, RECOVERY_GROUP)
                        .mapToObj(place ->
                                String.valueOf(RECOVERY_ALPHABET.charAt(random.nextInt(RECOVERY_ALPHABET.length()))))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
    }

    private static String base32(byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("RFC 4226 asks for a secret of at least 128 bits");
        }
        return new Base32().encodeToString(secret).replace("=", "");
    }

    private static String encoded(String text) {
        // URLEncoder writes for forms, where a space is a plus; in a path it would stay one.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
