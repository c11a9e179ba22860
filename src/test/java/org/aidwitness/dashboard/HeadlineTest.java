package org.aidwitness.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.aidwitness.dashboard.Balance.Counted;
import org.aidwitness.dashboard.Balance.Portion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The title of an overview never says more than its numbers do. */
@QuarkusTest
class HeadlineTest {

    @Inject
    Messages say;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # given | verified | delivered | unknown | finding
            0       | 0        | 0         | 0       | Nothing has left yet
            0       | 0        | 0         | 3       | 3 deliveries, and no weight is stated
            100     | 0        | 0         | 0       | Nothing has been delivered yet
            100     | 0        | 60        | 0       | Nothing has been verified yet
            100     | 100      | 100       | 0       | Independent monitors have seen all tons given
            100000  | 99999    | 99999     | 0       | Independent monitors have seen >99% of all tons given
            100     | 69       | 80        | 0       | Independent monitors have seen almost seven of every ten tons given
            100     | 70       | 80        | 0       | Independent monitors have seen seven of every ten tons given
            100     | 71       | 80        | 0       | Independent monitors have seen almost five of every seven tons given
            100     | 50       | 80        | 0       | Independent monitors have seen one of every two tons given
            100     | 49       | 80        | 0       | Independent monitors have seen almost one of every two tons given
            1000    | 955      | 960       | 0       | Independent monitors have seen 96% of all tons given
            1000    | 40       | 960       | 0       | Independent monitors have seen 4% of all tons given
            100000  | 1        | 960       | 0       | Independent monitors have seen <0.1% of all tons given
            100     | 70       | 80        | 1       | Independent monitors have seen seven of every ten tons given whose weight is known
            100     | 90       | 120       | 0       | More was delivered or lost than was ever declared as given
            """)
    void the_finding_follows_from_the_numbers(long given, long verified, long delivered, long unknown, String finding) {
        assertThat(new Headline(say).of(balance(given, verified, delivered, unknown)))
                .isEqualTo(finding);
    }

    private static Balance balance(long given, long verified, long delivered, long unknown) {
        List<Portion> parts = new ArrayList<>();
        for (Part part : Part.values()) {
            long kg = switch (part) {
                case VERIFIED -> verified;
                case UNVERIFIED -> delivered - verified;
                case ON_THE_WAY -> given - delivered;
                case AWAITING_VISIT, DISPUTED, LOST -> 0;
            };
            parts.add(new Portion(part, BigDecimal.valueOf(kg), 1, "/"));
        }
        return new Balance(
                Village.NOW,
                "",
                10,
                BigDecimal.valueOf(given),
                BigDecimal.valueOf(delivered),
                parts,
                new Counted(unknown, "/"),
                new Counted(0, "/"),
                null,
                null,
                null);
    }
}
