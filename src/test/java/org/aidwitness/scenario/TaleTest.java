package org.aidwitness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.aidwitness.shipment.Declare;
import org.aidwitness.shipment.RegisterWaybill;
import org.junit.jupiter.api.Test;

/** The story is a function of its seed and its last day. */
class TaleTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");

    @Test
    void the_same_seed_tells_the_same_story() {
        assertThat(Tale.of(NOW, 26)).isEqualTo(Tale.of(NOW, 26));
        assertThat(Tale.of(NOW, 27)).isNotEqualTo(Tale.of(NOW, 26));
    }

    @Test
    void nothing_is_told_before_its_time() {
        List<Act> acts = Tale.of(NOW, 26);

        assertThat(acts).isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
        assertThat(acts).allSatisfy(act -> assertThat(act.at()).isBeforeOrEqualTo(NOW));
        assertThat(acts.stream()
                        .map(Act::command)
                        .filter(Declare.class::isInstance)
                        .map(Declare.class::cast))
                .allSatisfy(said -> assertThat(said.happenedAt()).isBeforeOrEqualTo(NOW));
    }

    @Test
    void it_has_about_a_hundred_and_fifty_deliveries() {
        List<RegisterWaybill> papers = Tale.of(NOW, 26).stream()
                .map(Act::command)
                .filter(Act.Register.class::isInstance)
                .map(command -> ((Act.Register) command).waybill())
                .toList();

        assertThat(papers.stream().filter(paper -> paper.number().startsWith("TV-")))
                .hasSizeBetween(120, 200);
        assertThat(papers.stream().map(RegisterWaybill::number)).doesNotHaveDuplicates();
    }
}
