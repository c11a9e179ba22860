package org.aidwitness.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.aidwitness.kernel.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes are those of RFC 6238, and each belongs to one step that the caller can refuse a second time. */
class OneTimeCodesTest {

    /** The secret of the RFC's appendix B; its codes have eight digits, of which ours are the last six. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_110);
    private static final long STEP = NOW.getEpochSecond() / 30;

    private final OneTimeCodes codes = new OneTimeCodes();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # seconds   | code of RFC 6238 | step
            59          | 94287082         | 1
            1111111109  | 07081804         | 37037036
            1111111111  | 14050471         | 37037037
            1234567890  | 89005924         | 41152263
            2000000000  | 69279037         | 66666666
            20000000000 | 65353130         | 666666666
            """)
    void codes_are_those_of_the_standard(long seconds, String code, long step) {
        assertThat(codes.stepOf(SECRET, code.substring(2), Instant.ofEpochSecond(seconds)))
                .hasValue(step);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # story                              | code made at | asked at   | step
            in the same second                   | 1111111110   | 1111111110 | 37037037
            at the end of its step               | 1111111110   | 1111111139 | 37037037
            one step late                        | 1111111110   | 1111111140 | 37037037
            the last second of grace             | 1111111110   | 1111111169 | 37037037
            two steps late                       | 1111111110   | 1111111170 |
            one step early                       | 1111111110   | 1111111109 | 37037037
            the first second of grace            | 1111111110   | 1111111080 | 37037037
            two steps early                      | 1111111110   | 1111111079 |
            a day late                           | 1111111110   | 1111197510 |
            """)
    void a_code_is_good_one_step_to_each_side(String story, long made, long asked, Long step) {
        String code = codeAt(Instant.ofEpochSecond(made));
        OptionalLong found = codes.stepOf(SECRET, code, Instant.ofEpochSecond(asked));
        assertThat(found).as(story).isEqualTo(step == null ? OptionalLong.empty() : OptionalLong.of(step));
    }

    @Test
    void a_code_seen_again_has_the_same_step_so_that_the_caller_can_refuse_it() {
        String code = codeAt(NOW);
        long first = codes.stepOf(SECRET, code, NOW).orElseThrow();
        long again = codes.stepOf(SECRET, code, NOW.plusSeconds(45)).orElseThrow();
        long next = codes.stepOf(SECRET, codeAt(NOW.plusSeconds(30)), NOW.plusSeconds(45))
                .orElseThrow();
        assertThat(again).isEqualTo(first).isEqualTo(STEP);
        assertThat(next).isGreaterThan(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"050471", "050 471", " 050471\n", "\u00a0050\u202f471", "٠٥٠٤٧١", "۰۵۰۴۷۱"})
    void spaces_do_not_matter_and_digits_may_be_of_any_script(String typed) {
        assertThat(codes.stepOf(SECRET, typed, Instant.ofEpochSecond(1_111_111_111)))
                .hasValue(STEP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "05047", "0504711", "14050471", "050472", "050-471", "O5O471", "-50471", "０５０４７１x"})
    void anything_else_is_wrong(String typed) {
        assertThat(codes.stepOf(SECRET, typed, Instant.ofEpochSecond(1_111_111_111)))
                .isEmpty();
        assertThat(codes.stepOf(SECRET, typed.repeat(100_000), Instant.ofEpochSecond(1_111_111_111)))
                .isEmpty();
    }

    @Test
    void codes_are_the_same_where_the_machine_speaks_Arabic() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("ar", "PS"));
            assertThat(codes.stepOf(SECRET, "050471", Instant.ofEpochSecond(1_111_111_111)))
                    .hasValue(STEP);
            assertThat(codes.uri(SECRET, "amina")).endsWith("&digits=6&period=30");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void an_authenticator_app_gets_all_it_needs() {
        assertThat(codes.uri(SECRET, "amina khatib: north+east/é"))
                .isEqualTo("otpauth://totp/AidWitness:amina%20khatib%3A%20north%2Beast%2F%C3%A9"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=AidWitness"
                        + "&algorithm=SHA1&digits=6&period=30");
        assertThat(codes.legible(SECRET)).isEqualTo("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }

    @Test
    void secrets_are_fresh_and_long_enough() {
        byte[] secret = codes.freshSecret();
        assertThat(secret).hasSize(20).isNotEqualTo(codes.freshSecret());
        assertThat(codes.stepOf(secret, codeAt(secret, NOW), NOW)).hasValue(STEP);
        assertThatIllegalArgumentException().isThrownBy(() -> codes.uri(new byte[15], "amina"));
    }

    @Test
    void recovery_codes_are_ten_different_ones() {
        List<String> fresh = codes.freshRecoveryCodes();
        assertThat(fresh)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}"))
                .doesNotContainAnyElementsOf(codes.freshRecoveryCodes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01AB-CDEF-GHJK-MNPQ",
                "01abcdefghjkmnpq",
                " 01ab cdef ghjk mnpq ",
                "oiAB-CDEF-GHJK-MNPQ",
                "OlAB–CDEF–GHJK–MNPQ"
            })
    void a_recovery_code_may_be_copied_from_paper_as_it_is_read(String typed) {
        assertThat(OneTimeCodes.recoveryDigest(typed))
                .isEqualTo(Sha256.of("01ABCDEFGHJKMNPQ".getBytes(StandardCharsets.US_ASCII)));
    }

    private String codeAt(Instant at) {
        return codeAt(SECRET, at);
    }

    private String codeAt(byte[] secret, Instant at) {
        return codes.codeOf(secret, at.getEpochSecond() / 30);
    }
}
