package org.aidwitness.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The gate, case by case: what is arranged, what it decides, and every reason or duty that it names. The words of the
 * second column are those of {@link GateCase}.
 */
@QuarkusTest
class GateTableTest {

    @Inject
    GateCase arrange;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # name                                               | arranged                                  | outcome              | reasons or duties
            nobody will look                                     |                                           | HOLD                 | NO_MONITOR_ASSIGNED
            somebody independent will look                       | visit                                     | PASS                 |
            the window is over                                   | visit-over                                | HOLD                 | NO_MONITOR_ASSIGNED
            the window ends this minute                          | visit-ending                              | PASS                 |
            the window ends before the planned arrival           | visit-too-early                           | HOLD                 | NO_MONITOR_ASSIGNED
            a daughter of the consignor                          | visit-by-sender                           | HOLD                 | MONITOR_NOT_INDEPENDENT
            a daughter of the consignee                          | visit-by-receiver                         | HOLD                 | MONITOR_NOT_INDEPENDENT
            a daughter of the carrier                            | visit-by-carrier                          | HOLD                 | MONITOR_NOT_INDEPENDENT
            one tied and one independent will look               | visit-by-sender visit                     | PASS                 |
            a tie of one step                                    | visit tie-1                               | HOLD                 | MONITOR_NOT_INDEPENDENT
            a tie of two steps                                   | visit tie-2                               | HOLD                 | MONITOR_NOT_INDEPENDENT
            a tie of three steps                                 | visit tie-3                               | PASS                 |
            a tie of three steps under a policy of three         | depth-3 visit tie-3                       | HOLD                 | MONITOR_NOT_INDEPENDENT
            a tie of two steps under a policy of one             | depth-1 visit tie-2                       | PASS                 |
            a tie that ended the day before                      | visit tie-ended-yesterday                 | PASS                 |
            a tie that ends today                                | visit tie-ends-today                      | HOLD                 | MONITOR_NOT_INDEPENDENT
            a tie that begins today                              | visit tie-begins-today                    | HOLD                 | MONITOR_NOT_INDEPENDENT
            a tie that begins tomorrow                           | visit tie-begins-tomorrow                 | PASS                 |
            a tie of kin                                         | visit kin                                 | HOLD                 | MONITOR_NOT_INDEPENDENT
            funds alone                                          | visit funds                               | PASS                 |
            the site denies                                      | visit site-DENIED                         | HOLD                 | ACCESS_DENIED_AT_SITE
            the area denies                                      | visit area-DENIED                         | HOLD                 | ACCESS_DENIED_AT_SITE
            the area denies and the site is open                 | visit area-DENIED site-OPEN               | PASS                 |
            the area is open and the site denies                 | visit area-OPEN site-DENIED               | HOLD                 | ACCESS_DENIED_AT_SITE
            the country denies and the county is open            | visit country-DENIED area-OPEN            | PASS                 |
            the country is open and the county denies            | visit country-OPEN area-DENIED            | HOLD                 | ACCESS_DENIED_AT_SITE
            denied until yesterday                               | visit denied-until-yesterday              | PASS                 |
            denied until today                                   | visit denied-until-today                  | HOLD                 | ACCESS_DENIED_AT_SITE
            denied from tomorrow                                 | visit denied-from-tomorrow                | PASS                 |
            notice of a day                                      | visit site-NOTICE-24                      | PASS                 |
            notice of more than a day                            | visit site-NOTICE-25                      | PASS_WITH_CONDITIONS | UNESCORTED_VISIT
            let in with an escort only                           | visit site-ESCORTED                       | PASS_WITH_CONDITIONS | UNESCORTED_VISIT
            let in with an escort, and nobody will look          | site-ESCORTED                             | HOLD                 | NO_MONITOR_ASSIGNED
            denied, and nobody will look                         | site-DENIED                               | HOLD                 | ACCESS_DENIED_AT_SITE NO_MONITOR_ASSIGNED
            denied, and the monitor is tied                      | visit tie-1 site-DENIED                   | HOLD                 | ACCESS_DENIED_AT_SITE MONITOR_NOT_INDEPENDENT
            refused twice                                        | visit refused refused                     | PASS                 |
            refused three times                                  | visit refused refused refused             | HOLD                 | PLACE_HELD
            refused, seen and refused twice                      | visit refused seen refused refused        | PASS                 |
            refused twice, seen after notice, and refused       | visit refused refused seen-announced refused | PASS               |
            held, and seen after notice twice                    | visit refused refused refused seen-announced seen-announced | HOLD | PLACE_HELD
            held, and seen once                                  | visit refused refused refused seen        | HOLD                 | PLACE_HELD
            held, and seen twice                                 | visit refused refused refused seen seen   | PASS                 |
            held, and seen twice, once not reviewed yet          | visit refused refused refused seen seen-unreviewed | HOLD        | PLACE_HELD
            held, and seen twice, once rejected at last          | visit refused refused refused seen seen-rejected | HOLD          | PLACE_HELD
            refused twice, a visit nobody reviewed, and refused  | visit refused refused seen-unreviewed refused | PASS             |
            refused twice, a visit that was rejected, and refused | visit refused refused seen-rejected refused | HOLD              | PLACE_HELD
            held, seen twice at more notice than the policy has  | notice-23 visit refused refused refused seen seen | HOLD         | PLACE_HELD
            held, seen twice at as much notice as the policy has | notice-72 visit refused refused refused seen-announced seen-announced | PASS |
            held, seen, refused and seen                         | visit refused refused refused seen refused seen | HOLD           | PLACE_HELD
            held under a policy of two                           | hold-2 visit refused refused              | HOLD                 | PLACE_HELD
            therapeutic food, and nobody will look               | goods-THERAPEUTIC                         | EXEMPT               |
            medical goods at a place that denies                 | goods-MEDICAL site-DENIED                 | EXEMPT               |
            a bag of rice among therapeutic food                 | goods-MIXED                               | HOLD                 | NO_MONITOR_ASSIGNED
            an override for the waybill                          | override                                  | OVERRIDE             |
            an override for the site                             | override-site                             | OVERRIDE             |
            an override of several reasons at once               | site-DENIED override                      | OVERRIDE             |
            an override that nobody decided                      | override-waiting                          | HOLD                 | NO_MONITOR_ASSIGNED
            an override that was declined                        | override-declined                         | HOLD                 | NO_MONITOR_ASSIGNED
            an override that has expired                         | override-expired                          | HOLD                 | NO_MONITOR_ASSIGNED
            an override for another waybill                      | override-other                            | HOLD                 | NO_MONITOR_ASSIGNED
            an override that is not needed                       | visit override                            | PASS                 |
            a critical flag on the place                         | visit flag-F01                            | HOLD                 | CRITICAL_FLAG_OPEN
            a critical flag on the carrier                       | visit flag-F08                            | HOLD                 | CRITICAL_FLAG_OPEN
            a critical flag on the partner                       | visit flag-F11                            | HOLD                 | CRITICAL_FLAG_OPEN
            a critical flag that was settled                     | visit flag-settled                        | PASS                 |
            a critical flag on the place itself                  | visit itself-place                        | HOLD                 | CRITICAL_FLAG_OPEN
            a critical flag on the carrier itself                | visit itself-carrier                      | HOLD                 | CRITICAL_FLAG_OPEN
            a critical flag on the partner itself                | visit itself-partner                      | HOLD                 | CRITICAL_FLAG_OPEN
            a critical flag on who sends                         | visit itself-sender                       | PASS                 |
            a flag on the carrier itself that is only high       | visit itself-carrier-HIGH                 | PASS                 |
            a flag that is only high                             | visit flag-high                           | PASS                 |
            one of five was not verified                         | visit cycle-1-5                           | PASS                 |
            two of five were not verified                        | visit cycle-2-5                           | PASS_WITH_CONDITIONS | SECOND_VISIT
            three of five were not verified                      | visit cycle-3-5                           | HOLD                 | TOO_LITTLE_VERIFIED
            three of four were not verified: too few to say      | visit cycle-3-4                           | PASS                 |
            an escort and a second visit                         | visit site-ESCORTED cycle-2-5             | PASS_WITH_CONDITIONS | SECOND_VISIT UNESCORTED_VISIT
            everything at once                                   | site-DENIED refused refused refused flag-F08 cycle-3-5 | HOLD    | ACCESS_DENIED_AT_SITE CRITICAL_FLAG_OPEN NO_MONITOR_ASSIGNED PLACE_HELD TOO_LITTLE_VERIFIED
            """)
    void decides(String name, String arranged, String outcome, String named) {
        JsonPath decision = arrange.decide(words(arranged));

        assertThat(decision.getString("outcome")).isEqualTo(outcome);
        List<String> codes = decision.getList(outcome.equals("HOLD") ? "reasons.code" : "duties.code");
        assertThat(new TreeSet<>(codes)).containsExactlyElementsOf(words(named));
        if (outcome.equals("HOLD")) {
            assertThat(decision.<String>getList("reasons.lift"))
                    .allSatisfy(lift -> assertThat(lift).startsWith("This is lifted"));
            assertThat(decision.getString("heldSince")).isNotNull();
            assertThat(decision.getString("expiresAt")).isNull();
        } else {
            assertThat(decision.getString("expiresAt")).isNotNull();
        }
        // Whoever decides again on what was frozen comes to the same.
        assertThat(arrange.again(decision.getString("clearance"))).isEqualTo(outcome + " " + new TreeSet<>(codes));
    }

    private static List<String> words(String text) {
        return text == null ? List.of() : Arrays.asList(text.split(" "));
    }
}
