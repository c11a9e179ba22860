package org.aidwitness.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals small secrets (AES-256-GCM) before they go to the database, with a key that is not in the database: a stolen
 * backup opens nothing. What is sealed is a version byte, a nonce, and the ciphertext with its tag. It opens only for the
 * purpose and the owner it was sealed for, so that nobody copies his own secret into another's row.
 */
@ApplicationScoped
public class Sealing {

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int LEAST_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

    private final KeyFile current;
    private final Optional<KeyFile> old;
    private final SecureRandom random = new SecureRandom();

    /** Touches no file: an installation that seals nothing needs no key. */
    Sealing(
            @ConfigProperty(name = "aidwitness.data") String data,
            @ConfigProperty(name = "aidwitness.secret-key-file") Optional<String> file,
            @ConfigProperty(name = "aidwitness.secret-key-file-old") Optional<String> oldFile) {
        this.current = file.map(named -> KeyFile.existing(Path.of(named)))
                .orElseGet(() -> KeyFile.madeWhenNeeded(Path.of(data).resolve("secret-key")));
        this.old = oldFile.map(named -> KeyFile.existing(Path.of(named)));
    }

    /** Seals a secret for one purpose and one owner, always with the current key. */
    public byte[] seal(String purpose, UUID owner, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, current.key(), nonce, purpose, owner)
                    .doFinal(secret);
            return ByteBuffer.allocate(1 + NONCE_BYTES + ciphertext.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(ciphertext)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret cannot be sealed", e);
        }
    }

    /** Opens what was sealed for this purpose and owner, with the current key or the old one. */
    public byte[] open(String purpose, UUID owner, byte[] sealed) {
        Optional<byte[]> opened = opened(current, purpose, owner, sealed)
                .or(() -> old.flatMap(key -> opened(key, purpose, owner, sealed)));
        return opened.orElseThrow(() -> new IllegalStateException("A sealed secret cannot be opened: it was changed, or"
                + " sealed for another owner, or with a key this installation does not have"));
    }

    /** The same secret under the current key, where it still lies under the old one; empty where nothing is to do. */
    public Optional<byte[]> resealed(String purpose, UUID owner, byte[] sealed) {
        return opened(current, purpose, owner, sealed).isPresent()
                ? Optional.empty()
                : Optional.of(seal(purpose, owner, open(purpose, owner, sealed)));
    }

    private static Optional<byte[]> opened(KeyFile file, String purpose, UUID owner, byte[] sealed) {
        if (sealed.length < LEAST_BYTES || sealed[0] != VERSION) {
            return Optional.empty();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, 1, nonce, 0, NONCE_BYTES);
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, file.key(), nonce, purpose, owner)
                    .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A sealed secret cannot be opened", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String purpose, UUID owner)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
        cipher.updateAAD(context(purpose, owner));
        return cipher;
    }

    /** The owner's part has a fixed length and stands last, so no purpose can be mistaken for another with an owner. */
    private static byte[] context(String purpose, UUID owner) {
        byte[] text = purpose.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + text.length + 2 * Long.BYTES)
                .put(VERSION)
                .put(text)
                .putLong(owner.getMostSignificantBits())
                .putLong(owner.getLeastSignificantBits())
                .array();
    }
}
