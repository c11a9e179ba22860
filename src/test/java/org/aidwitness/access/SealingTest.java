package org.aidwitness.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sealed secret opens for its purpose and owner, with the key of this installation, and not otherwise. */
class SealingTest {

    private static final UUID AMINA = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final UUID OMAR = UUID.fromString("22222222-2222-4222-8222-222222222222");
    private static final byte[] SECRET = "twenty secret bytes!".getBytes(StandardCharsets.US_ASCII);

    private final Path folder;

    SealingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void what_was_sealed_opens_again_also_after_a_restart() {
        byte[] sealed = fresh().seal("totp", AMINA, SECRET);
        assertThat(sealed).hasSize(1 + 12 + SECRET.length + 16).startsWith(1);
        assertThat(fresh().open("totp", AMINA, sealed)).isEqualTo(SECRET);
        assertThat(fresh().seal("totp", AMINA, SECRET)).isNotEqualTo(sealed);
        assertThat(fresh().open("totp", AMINA, fresh().seal("totp", AMINA, new byte[0])))
                .isEmpty();
    }

    @Test
    void the_form_is_kept_for_ever() throws IOException {
        Path key = key("key", Base64.getEncoder().encodeToString(new byte[32]));
        // Made by another implementation: AES-256-GCM with the all-zero key and nonce, for the context below.
        byte[] sealed = HexFormat.of()
                .parseHex(
                        "01000000000000000000000000bad0255339194b1d622db7b6ced3ff61060570ebc18fdbc578f8bcda0d52e1369e6c8d50");
        assertThat(sealing(key, null).open("totp", AMINA, sealed)).isEqualTo(SECRET);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # story           | purpose | owner
            another's row     | totp    | 22222222-2222-4222-8222-222222222222
            another purpose   | tot     | 11111111-1111-4111-8111-111111111111
            a longer purpose  | totp2   | 11111111-1111-4111-8111-111111111111
            """)
    void it_opens_for_nobody_and_nothing_else(String story, String purpose, UUID owner) {
        byte[] sealed = fresh().seal("totp", AMINA, SECRET);
        assertThatIllegalStateException()
                .as(story)
                .isThrownBy(() -> fresh().open(purpose, owner, sealed))
                .withMessageStartingWith("A sealed secret cannot be opened");
    }

    @Test
    void no_bit_of_it_can_be_changed_and_no_byte_be_missing() {
        Sealing sealing = fresh();
        byte[] sealed = sealing.seal("totp", AMINA, SECRET);
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] tampered = sealed.clone();
            tampered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatIllegalStateException().isThrownBy(() -> sealing.open("totp", AMINA, tampered));
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatIllegalStateException().isThrownBy(() -> sealing.open("totp", AMINA, cut));
        }
    }

    @Test
    void after_a_change_of_keys_old_secrets_open_and_are_sealed_anew() throws IOException {
        Path before = key("before", base64(1, 32));
        Path after = key("after", base64(2, 32));
        byte[] old = sealing(before, null).seal("totp", AMINA, SECRET);
        Sealing both = sealing(after, before);
        assertThat(both.open("totp", AMINA, old)).isEqualTo(SECRET);
        byte[] renewed = both.resealed("totp", AMINA, old).orElseThrow();
        assertThat(sealing(after, null).open("totp", AMINA, renewed)).isEqualTo(SECRET);
        assertThat(both.resealed("totp", AMINA, renewed)).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> both.open("totp", OMAR, old));
        assertThatIllegalStateException().isThrownBy(() -> sealing(after, null).open("totp", AMINA, old));
    }

    @Test
    void the_first_key_is_made_at_its_first_use_for_its_owner_only() throws IOException {
        Path data = folder.resolve("not/there/yet");
        Sealing sealing = new Sealing(data.toString(), Optional.empty(), Optional.empty());
        assertThat(data).doesNotExist();
        sealing.seal("totp", AMINA, SECRET);
        Path key = data.resolve("secret-key");
        assertThat(Base64.getDecoder().decode(Files.readString(key).strip())).hasSize(32);
        if (isPosix()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
        }
        assertThat(data).isDirectoryContaining(file -> file.equals(key)).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void programs_that_start_together_agree_on_one_key() throws Exception {
        ExecutorService programs = Executors.newFixedThreadPool(8);
        try {
            List<Future<byte[]>> sealed = IntStream.range(0, 8)
                    .mapToObj(program -> programs.submit(() -> fresh().seal("totp", AMINA, SECRET)))
                    .toList();
            for (Future<byte[]> one : sealed) {
                assertThat(fresh().open("totp", AMINA, one.get())).isEqualTo(SECRET);
            }
        } finally {
            programs.shutdown();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("secret-key"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # story              | content                                      | complaint
            31 bytes             | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA== | does not hold 32 bytes
            33 bytes             | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA | does not hold 32 bytes
            nothing              | ''                                           | does not hold 32 bytes
            something else       | -----BEGIN PRIVATE KEY-----                  | is not written in base64
            a very long file     | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA | does not hold 32 bytes
            """)
    void a_file_that_is_no_key_is_refused_in_plain_words(String story, String content, String complaint)
            throws IOException {
        Sealing sealing = sealing(key("key", content), null);
        assertThatIllegalStateException()
                .as(story)
                .isThrownBy(() -> sealing.seal("totp", AMINA, SECRET))
                .withMessageContaining(complaint)
                .withMessageNotContaining("BEGIN")
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw------x", "rw-rw-rw-"})
    void a_key_others_can_touch_is_refused(String permissions) throws IOException {
        assumeThat(isPosix()).isTrue();
        Path key = key("key", base64(1, 32));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));
        Sealing sealing = sealing(key, null);
        assertThatIllegalStateException()
                .isThrownBy(() -> sealing.seal("totp", AMINA, SECRET))
                .withMessageContaining("is open to others than its owner");
        // Mended while the program runs, it works without a restart.
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
        assertThat(sealing.open("totp", AMINA, sealing.seal("totp", AMINA, SECRET)))
                .isEqualTo(SECRET);
    }

    @Test
    void a_key_file_that_was_named_is_never_made_up() {
        Path missing = folder.resolve("missing");
        assertThatIllegalStateException()
                .isThrownBy(() -> sealing(missing, null).seal("totp", AMINA, SECRET))
                .withMessageEndingWith("missing does not exist");
        assertThat(missing).doesNotExist();
    }

    private Sealing fresh() {
        return new Sealing(folder.toString(), Optional.empty(), Optional.empty());
    }

    private Sealing sealing(Path key, @Nullable Path old) {
        return new Sealing(
                folder.toString(),
                Optional.of(key.toString()),
                Optional.ofNullable(old).map(Path::toString));
    }

    private Path key(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, content + "\n");
        if (isPosix()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return file;
    }

    private static String base64(int content, int bytes) {
        byte[] key = new byte[bytes];
        Arrays.fill(key, (byte) content);
        return Base64.getEncoder().encodeToString(key);
    }

    private boolean isPosix() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
