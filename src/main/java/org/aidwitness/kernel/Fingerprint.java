package org.aidwitness.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What a statement says, as one digest: same fields, same fingerprint. It decides whether a sender who repeats an id
 * repeats the statement (the same receipt again) or contradicts it (refused). Each field is written with its length, so
 * that moving a letter from one field to the next is a different statement; null is told apart from empty.
 */
public final class Fingerprint {

    private static final byte[] NULL = {-1, -1, -1, -1};

    private final MessageDigest digest = Sha256.digest();

    /** Takes the field's text form: use it for values whose toString is exact and stable. */
    public Fingerprint add(@Nullable Object field) {
        if (field == null) {
            digest.update(NULL);
            return this;
        }
        byte[] text = field.toString().getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(text.length).array());
        digest.update(text);
        return this;
    }

    public Fingerprint addAll(Collection<?> fields) {
        add(fields.size());
        fields.forEach(this::add);
        return this;
    }

    public Sha256 done() {
        return Sha256.fromBytes(digest.digest());
    }
}
