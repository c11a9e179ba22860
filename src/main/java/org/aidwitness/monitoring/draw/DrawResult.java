package org.aidwitness.monitoring.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a draw: a function of its id, the committed population, the committed rule, the revealed values and the
 * sizes of its extensions, and of nothing else. Anybody can compute it again from the files: docs/draw.md.
 *
 * @param doubled a custodian was missing, so twice as many were drawn
 * @param first what the draw itself took
 * @param extensions in their order
 * @param more what each extension took
 */
public record DrawResult(Sha256 seed, boolean doubled, Round first, List<Extension> extensions, List<Round> more) {

    public DrawResult {
        extensions = List.copyOf(extensions);
        more = List.copyOf(more);
    }

    /**
     * Draws. Where a value is missing the others decide, and the sample doubles: whoever keeps silent to spoil a draw
     * buys more visits.
     *
     * @param values one for each custodian in the order of the rule, null where it is missing; at least one is there
     * @param extensions in their order
     */
    public static DrawResult of(
            UUID draw,
            Population population,
            DrawRule rule,
            List<@Nullable Sha256> values,
            List<Extension> extensions) {
        if (values.size() != rule.custodians().size()) {
            throw new IllegalArgumentException("each custodian has revealed a value, or is missing");
        }
        List<Sha256> revealed = new ArrayList<>();
        for (@Nullable Sha256 value : values) {
            if (value != null) {
                revealed.add(value);
            }
        }
        boolean doubled = revealed.size() < values.size();
        Sha256 seed = Seed.of(draw, population.sha256(), rule.sha256(), revealed);
        Rounds rounds = new Rounds(seed, population, rule);
        Round first = rounds.next(stratum -> rule.sampleOf(stratum, doubled));
        List<Round> more = new ArrayList<>();
        for (Extension extension : extensions) {
            more.add(rounds.next(extension::sizeOf));
        }
        return new DrawResult(seed, doubled, first, extensions, more);
    }

    /** What was drawn last: by the last extension, or by the draw itself where there is none. */
    public Round last() {
        return more.isEmpty() ? first : more.get(more.size() - 1);
    }

    /**
     * The result's file: the seed, whether the sample was doubled, a line for each drawn unit and each second visit. What
     * an extension took follows at the end, so that the file before it is the beginning of the file after it.
     */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder("aidwitness/result/v1\nseed\t" + seed + "\ndoubled\t"
                + (doubled ? "yes" : "no") + "\n" + first.lines());
        for (int at = 0; at < more.size(); at++) {
            text.append(extensions.get(at).line(at + 1)).append(more.get(at).lines());
        }
        return Tagged.utf8(text.toString());
    }
}
