package org.aidwitness.verification;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.verification.VerdictRow.Verdict;
import org.aidwitness.verification.rule.Assurance.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Same verdict, same digest: all that it says, in one order, each text and list with its length. Made for every delivery
 * that is judged, of which few change; as JSON it took a seventh of all that a judgement takes.
 */
final class VerdictDigest {

    private static final int USUAL_BYTES = 2_048;

    private ByteBuffer out = ByteBuffer.allocate(USUAL_BYTES);

    private VerdictDigest() {}

    static Sha256 of(Verdict verdict) {
        VerdictDigest digest = new VerdictDigest();
        digest.write(verdict);
        return Sha256.of(Arrays.copyOf(digest.out.array(), digest.out.position()));
    }

    private void write(Verdict verdict) {
        id(verdict.waybillId());
        id(verdict.programmeId());
        text(verdict.number());
        flag(verdict.finalLeg());
        flag(verdict.firstLeg());
        id(verdict.siteId());
        text(verdict.area());
        text(verdict.logistics());
        text(verdict.assurance());
        text(verdict.grade());
        time(verdict.dispatchedAt());
        time(verdict.receivedAt());
        time(verdict.lastAt());
        kilograms(verdict.dispatchedKg());
        kilograms(verdict.deliveredKg());
        kilograms(verdict.lostKg());
        kilograms(verdict.surplusKg());
        flag(verdict.kgUnknown());
        text(verdict.clearance());
        texts(verdict.openFlags());
        number(verdict.worstFlag());
        number(verdict.conditions().size());
        for (Condition condition : verdict.conditions()) {
            text(condition.requirement().name());
            flag(condition.holds());
            text(condition.value());
            text(condition.limit());
            number(condition.statements().size());
            for (UUID statement : condition.statements()) {
                id(statement);
            }
        }
        number(verdict.policyVersion());
        kilograms(verdict.hauledKg());
        text(verdict.ground());
        time(verdict.visitUntil());
        number(verdict.booksWrong());
    }

    private void id(UUID id) {
        room(Long.BYTES * 2).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private void flag(boolean flag) {
        room(1).put((byte) (flag ? 1 : 0));
    }

    private void number(int number) {
        room(Integer.BYTES).putInt(number);
    }

    private void texts(Collection<String> texts) {
        number(texts.size());
        for (String text : texts) {
            text(text);
        }
    }

    private void text(@Nullable String text) {
        if (text == null) {
            number(-1);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        room(Integer.BYTES + utf8.length).putInt(utf8.length).put(utf8);
    }

    private void time(@Nullable Instant at) {
        flag(at != null);
        if (at != null) {
            room(Long.BYTES + Integer.BYTES).putLong(at.getEpochSecond()).putInt(at.getNano());
        }
    }

    private void kilograms(@Nullable BigDecimal amount) {
        flag(amount != null);
        if (amount != null) {
            room(Integer.BYTES + Long.BYTES)
                    .putInt(amount.scale())
                    .putLong(amount.unscaledValue().longValueExact());
        }
    }

    private ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            out.flip();
            out = ByteBuffer.allocate(out.capacity() * 2 + bytes).put(out);
        }
        return out;
    }
}
