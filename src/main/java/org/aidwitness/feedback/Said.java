package org.aidwitness.feedback;

import java.util.UUID;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/** What every command of this room says, whatever it is about. */
interface Said {

    /** Chosen by the sender; the same id with the same content is the same statement. */
    UUID id();

    /** Null where it concerns all of them. */
    @Nullable UUID programme();

    /** Who says it; null for the program itself. */
    @Nullable UUID organisation();

    @Nullable UUID supersedes();

    @Nullable String supersedesReason();

    Sha256 content();
}
