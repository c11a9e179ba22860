package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Audit;
import org.aidwitness.access.Audit.Act;
import org.aidwitness.access.Verb;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The evidence store: files under their SHA-256. The bytes are on the disk before the row that speaks of them: a file
 * without a row is harmless, a row without its file is not.
 */
@ApplicationScoped
public class Evidence {

    /** 8 MiB, as trust.md 8.4. */
    public static final long MOST_BYTES = 8L << 20;

    private static final int BUFFER = 1 << 16;

    private static final String STORE = """
            insert into monitoring_evidence
                   (sha256, organisation_id, bytes, media_type, stored_at, stored_by, perceptual_hash, taken_at)
            values (:sha256, :organisation, :bytes, :type, :now, :by, :hash, :taken)
            on conflict (organisation_id, sha256) do nothing""";

    private static final String OWN = """
            select media_type
              from monitoring_evidence
             where sha256 = :sha256
               and organisation_id = :organisation""";

    private static final String TYPE = """
            select media_type
              from monitoring_evidence
             where sha256 = :sha256
             order by organisation_id
             limit 1""";

    /** A stored file. */
    public record Stored(Path file, String mediaType) {}

    private final StatelessSession session;
    private final Audit audit;
    private final Clock clock;
    private final Path root;

    Evidence(
            StatelessSession session, Audit audit, Clock clock, @ConfigProperty(name = "aidwitness.data") String data) {
        this.session = session;
        this.audit = audit;
        this.clock = clock;
        this.root = Path.of(data, "evidence");
    }

    /**
     * What the sender's device knows of a picture.
     *
     * @param takenAt the time the camera wrote into it; null where it wrote none
     * @param perceptualHash 64 bits, alike for pictures that look alike; null where the device makes none
     */
    public record About(@Nullable Instant takenAt, @Nullable Long perceptualHash) {

        public static final About NOTHING = new About(null, null);

        public About {
            Given.plausible("/takenAt", takenAt);
        }
    }

    /** Stores a JPEG, PNG or WebP under the digest it claims; the same file again changes nothing. */
    @Transactional
    public void store(Actor actor, Sha256 claimed, About about, InputStream bytes) throws IOException {
        Access.require(actor, Verb.STORE_EVIDENCE);
        UUID organisation = Access.organisationOf(actor);
        Path folder = Files.createDirectories(root.resolve("arriving"));
        Path arriving = Files.createTempFile(folder, "file", "");
        try {
            Arrived arrived = receive(bytes, arriving);
            if (!arrived.digest.equals(claimed)) {
                throw Refused.because(Code.HASH_MISMATCH, "These bytes have the SHA-256 " + arrived.digest + ".");
            }
            Path target = fileOf(claimed);
            Files.createDirectories(target.getParent());
            Files.move(arriving, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            session.createNativeMutationQuery(STORE)
                    .setParameter("sha256", claimed.toBytes())
                    .setParameter("organisation", organisation)
                    .setParameter("bytes", arrived.bytes)
                    .setParameter("type", arrived.mediaType)
                    .setParameter("now", clock.instant())
                    .setParameter("by", actor.name())
                    .setParameter("hash", about.perceptualHash(), Long.class)
                    .setParameter("taken", about.takenAt(), Instant.class)
                    .executeUpdate();
        } finally {
            Files.deleteIfExists(arriving);
        }
    }

    /** A stored file, for those who may see it. */
    @Transactional
    public Optional<Stored> find(Actor actor, Sha256 digest) {
        Access.require(actor, Verb.SEE_EVIDENCE);
        String type = typeOf(digest);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        audit.record(actor, Act.EVIDENCE_SEEN, digest.toString(), "");
        return Optional.of(new Stored(fileOf(digest), type));
    }

    void requireStored(UUID organisation, List<String> digests) {
        for (int i = 0; i < digests.size(); i++) {
            String type = session.createNativeQuery(OWN, String.class)
                    .setParameter("sha256", Sha256.fromHex(digests.get(i)).toBytes())
                    .setParameter("organisation", organisation)
                    .getSingleResultOrNull();
            if (type == null) {
                throw Refused.at(
                        "/evidence/" + i, Code.UNKNOWN_REFERENCE, "Send this file first: PUT /api/evidence/{sha256}.");
            }
        }
    }

    private String typeOf(Sha256 digest) {
        String type = session.createNativeQuery(TYPE, String.class)
                .setParameter("sha256", digest.toBytes())
                .getSingleResultOrNull();
        return type == null ? "" : type;
    }

    private record Arrived(Sha256 digest, long bytes, String mediaType) {}

    private static Arrived receive(InputStream bytes, Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] head = bytes.readNBytes(12);
        String mediaType = mediaTypeOf(head);
        long size = head.length;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            digest.update(head);
            out.write(head);
            byte[] buffer = new byte[BUFFER];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                size += read;
                if (size > MOST_BYTES) {
                    throw Refused.because(Code.TOO_LARGE, "A file has at most 8 MiB.");
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
            channel.force(true);
        }
        return new Arrived(Sha256.fromBytes(digest.digest()), size, mediaType);
    }

    /** By the first bytes, never by what the sender says. */
    private static String mediaTypeOf(byte[] head) {
        if (starts(head, 0, 0xFF, 0xD8, 0xFF)) {
            return "image/jpeg";
        }
        if (starts(head, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return "image/png";
        }
        if (starts(head, 0, 'R', 'I', 'F', 'F') && starts(head, 8, 'W', 'E', 'B', 'P')) {
            return "image/webp";
        }
        throw Refused.because(Code.UNSUPPORTED_FORMAT, "Evidence is a JPEG, PNG or WebP picture.");
    }

    private static boolean starts(byte[] head, int at, int... expected) {
        if (head.length < at + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((head[at + i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private Path fileOf(Sha256 digest) {
        String hex = digest.toString().toLowerCase(Locale.ROOT);
        return root.resolve(hex.substring(0, 2)).resolve(hex);
    }
}
