package org.aidwitness.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.aidwitness.access.PasswordHash.Cost;
import org.aidwitness.kernel.Refusal;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords are kept as everybody else's Argon2id would keep them, and only those that are easily guessed are refused. */
class PasswordsTest {

    /** Made by the reference implementation in C. */
    private static final String GOLDEN =
            "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$69I7qCjDTsQwhQqFvpQJiqEI0lGQvxC84fXE0Ktxca4";

    private static final Cost CHEAP = new Cost(64, 1, 1);

    private final Passwords passwords = new Passwords();
    private final Passwords cheap = cheap(CHEAP);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # story                   | password              | parameters      | salt                   | hash
            our cost                  | correct horse battery | m=19456,t=2,p=1 | MDEyMzQ1Njc4OWFiY2RlZg | 69I7qCjDTsQwhQqFvpQJiqEI0lGQvxC84fXE0Ktxca4
            not only English          | Żółw pilnuje magazynu | m=19456,t=2,p=1 | ZmVkY2JhOTg3NjU0MzIxMA | A9zmoY97+SU9abr5+/hQPZjmZQkkNROLUMMjpFUBNuQ
            a cheaper one of old      | correct horse battery | m=8192,t=1,p=1  | MDEyMzQ1Njc4OWFiY2RlZg | Qd/uPU2dNuqz/ljLQKUryhqKULDfO/egRNHbpCY1GDk
            a dearer one of the future| correct horse battery | m=32768,t=3,p=1 | MDEyMzQ1Njc4OWFiY2RlZg | 2VKjVg0BWVdsrlvBzJdJfa5q+7HDj+u4tMvB3UofUSQ
            """)
    void a_hash_of_the_reference_implementation_is_understood(
            String story, String password, String parameters, String salt, String hash) {
        String phc = "$argon2id$v=19$" + parameters + "$" + salt + "$" + hash;
        assertThat(passwords.matches(password, phc)).as(story).isTrue();
        assertThat(passwords.matches(password + " ", phc)).as(story).isFalse();
    }

    @Test
    void a_hash_of_ours_has_the_agreed_form_and_fits_its_password_only() {
        String phc = passwords.hash("two camels, four sacks");
        assertThat(phc).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(passwords.matches("two camels, four sacks", phc)).isTrue();
        assertThat(passwords.matches("two camels, five sacks", phc)).isFalse();
        assertThat(passwords.matches("", phc)).isFalse();
        assertThat(passwords.hash("two camels, four sacks")).isNotEqualTo(phc);
    }

    @Test
    void the_same_letters_from_another_keyboard_are_the_same_password() {
        String phc = cheap.hash("caf\u00e9 au dép\u00f4t");
        assertThat(cheap.matches("cafe\u0301 au dépo\u0302t", phc)).isTrue();
    }

    @Test
    void a_candidate_of_megabytes_is_wrong_and_costs_no_more_than_others() {
        String longest = "x".repeat(1024);
        String phc = cheap.hash(longest);
        assertThat(cheap.matches(longest, phc)).isTrue();
        assertThat(cheap.matches("x".repeat(5_000_000), phc)).isFalse();
    }

    @Test
    void an_unknown_account_takes_as_long_as_a_known_one() {
        passwords.wasteTimeAlike("warming up");
        long wasted = fastest(() -> passwords.wasteTimeAlike("two camels, four sacks"));
        long matched = fastest(() -> passwords.matches("two camels, four sacks", GOLDEN));
        assertThat((double) wasted / matched).isBetween(0.4, 2.5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # story              | memory | iterations | lanes | rehash
            the cost of today    |    128 |          2 |     1 | false
            less memory          |     64 |          2 |     1 | true
            fewer iterations     |    128 |          1 |     1 | true
            dearer than ours     |    256 |          3 |     1 | false
            other lanes only     |    128 |          2 |     2 | false
            """)
    void a_hash_is_made_again_when_hashes_cost_more_by_now(
            String story, int memory, int iterations, int lanes, boolean rehash) {
        String phc = cheap(new Cost(memory, iterations, lanes)).hash("two camels, four sacks");
        assertThat(cheap(new Cost(128, 2, 1)).needsRehash(phc)).as(story).isEqualTo(rehash);
    }

    @Test
    void a_short_salt_or_hash_is_made_again() {
        String salt = base64(8);
        String hash = base64(16);
        assertThat(passwords.needsRehash(GOLDEN)).isFalse();
        assertThat(passwords.needsRehash("$argon2id$v=19$m=19456,t=2,p=1$" + salt + "$" + base64(32)))
                .isTrue();
        assertThat(passwords.needsRehash("$argon2id$v=19$m=19456,t=2,p=1$" + base64(16) + "$" + hash))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "$argon2i$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$69I7qCjDTsQwhQqFvpQJiqEI0lGQvxC84fXE0Ktxca4",
                "$argon2id$v=16$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$69I7qCjDTsQwhQqFvpQJiqEI0lGQvxC84fXE0Ktxca4",
                "$argon2id$v=19$m=999999,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$69I7qCjDTsQwhQqFvpQJiqEI0lGQvxC84fXE0Ktxca4",
                "$argon2id$v=19$m=19456,t=99,p=1$MDEyMzQ1Njc4OWFiY2RlZg$69I7qCjDTsQwhQqFvpQJiqEI0lGQvxC84fXE0Ktxca4",
                "$argon2id$v=19$m=4,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$69I7qCjDTsQwhQqFvpQJiqEI0lGQvxC84fXE0Ktxca4",
                "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZ$69I7qCjDTsQwhQqFvpQJiqEI0lGQvxC84fXE0Ktxca4",
            })
    void a_row_that_is_no_hash_of_ours_is_a_defect_and_never_a_match(String phc) {
        assertThatIllegalStateException()
                .isThrownBy(() -> passwords.matches("two camels, four sacks", phc))
                .withMessageStartingWith("A stored password hash is")
                .withMessageNotContaining("69I7");
    }

    @Test
    void a_full_house_is_answered_busy() {
        Passwords nobodyWorksHere = new Passwords(CHEAP, new Turns(0, 0, Duration.ZERO));
        assertThatThrownBy(() -> nobodyWorksHere.hash("two camels, four sacks")).isInstanceOf(Busy.class);
        assertThatThrownBy(() -> nobodyWorksHere.matches("two camels, four sacks", GOLDEN))
                .isInstanceOf(Busy.class);
        assertThatThrownBy(() -> nobodyWorksHere.wasteTimeAlike("two camels, four sacks"))
                .isInstanceOf(Busy.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # story                            | password                            | login          | reasons
            four words                         | correct horse battery lamp          | amina          |
            twelve letters                     | gbtkwoufxzal                        | amina          |
            Arabic words                       | جمل يحمل اكياس الطحين               | amina          |
            four-byte characters count once    | 🐫🐪🐘🌾🌽🥖🚚🚛🛶🚁🚢🏥           | amina          |
            digits alone, but no row           | 930174826351                        | amina          |
            a short name is in many words      | correct alibi battery               | ali            |
            a common word inside a long one    | password of my grandmother          | amina          |
            eleven letters                     | gbtkwoufxza                         | amina          | at least 12
            eleven four-byte characters        | 🐫🐪🐘🌾🌽🥖🚚🚛🛶🚁🚢             | amina          | at least 12
            the login name                     | camels of Amina Khatib              | amina          | the login name
            the part before the @              | for Amina, the monitor              | Amina@ngo.test | the login name
            the product                        | my AidWitness sign-in               | monitor        | the name AidWitness
            on the list                        | correcthorsebatterystaple           | amina          | tried first
            on the list, in capitals           | CorrectHorseBatteryStaple           | amina          | tried first
            a common word, dressed up          | !!Password2031??                    | amina          | tried first
            another, with look-alikes          | P@ssw0rd-2031                       | amina          | tried first
            one letter                         | zzzzzzzzzzzz                        | amina          | repetition
            few letters                        | abbacabbacaab                       | amina          | repetition
            a part again and again             | camel7camel7camel7                  | amina          | repetition
            the alphabet and back              | ghijklmnopqponm                     | amina          | repetition
            a keyboard row in Arabic           | ضصثقفغعهخحجد                        | amina          | repetition
            digits in Arabic                   | ٩٨٧٦٥٤٣٢١٠٩٨                        | amina          | repetition
            everything at once                 | password1                           | word           | at least 12; the login name; tried first
            """)
    void easily_guessed_passwords_are_refused(String story, String password, String login, String reasons) {
        List<String> expected = reasons == null ? List.of() : List.of(reasons.split("; "));
        List<Refusal> objections = PasswordRules.objections(password, login);
        assertThat(objections)
                .as(story)
                .hasSameSizeAs(expected)
                .allMatch(refusal -> refusal.code() == Code.INVALID && "/password".equals(refusal.field()));
        for (int at = 0; at < expected.size(); at++) {
            assertThat(objections.get(at).detail()).as(story).contains(expected.get(at));
        }
    }

    @Test
    void length_is_counted_in_characters_after_normalising() {
        String word = "camel sack ";
        String longest = word.repeat(11) + "caf\u00e9 au";
        assertThat(longest.codePointCount(0, longest.length())).isEqualTo(128);
        assertThatCode(() -> passwords.requireGood(longest, "amina")).doesNotThrowAnyException();
        assertThatCode(() -> passwords.requireGood(longest.replace("\u00e9", "e\u0301"), "amina"))
                .doesNotThrowAnyException();
        for (String tooLong : List.of(longest + "x", word.repeat(500_000))) {
            assertThatThrownBy(() -> passwords.requireGood(tooLong, "amina"))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.refusals())
                                    .extracting(Refusal::detail)
                                    .containsExactly("A password has at most 128 characters."));
        }
    }

    @Test
    void half_a_character_is_refused_because_no_store_keeps_it() {
        assertThatThrownBy(() -> passwords.requireGood("two camels \ud83d four sacks", "amina"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusals())
                                .extracting(Refusal::detail)
                                .containsExactly("A character of the password is damaged."));
    }

    private static Passwords cheap(Cost cost) {
        return new Passwords(cost, new Turns(2, 8, Duration.ofSeconds(30)));
    }

    private static String base64(int bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(new byte[bytes]);
    }

    private static long fastest(Runnable work) {
        long fastest = Long.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            long start = System.nanoTime();
            work.run();
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest;
    }
}
