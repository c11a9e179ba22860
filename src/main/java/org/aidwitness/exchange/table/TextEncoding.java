package org.aidwitness.exchange.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aidwitness.kernel.Refusal.Code;

/**
 * How a text file is encoded. A byte order mark is believed; zero bytes in every second place mean UTF-16; what is
 * UTF-8 from its first byte to its last is UTF-8; the rest is what Windows programs write in the west.
 *
 * @param markBytes how many bytes the byte order mark takes
 */
record TextEncoding(Charset charset, int markBytes) {

    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private static final int SAMPLE_BYTES = 16 * 1024;
    private static final int BLOCK_BYTES = 64 * 1024;

    /** Reads the whole file once where it has no byte order mark; refuses what is no text. */
    static TextEncoding of(Path file) throws IOException {
        byte[] head = head(file);
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(head, 0xFF, 0xFE)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        }
        if (startsWith(head, 0xFE, 0xFF)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        }
        int evenZeros = zeros(head, 0);
        int oddZeros = zeros(head, 1);
        int third = head.length / 6;
        if (head.length >= 4 && oddZeros > third && evenZeros == 0) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 0);
        }
        if (head.length >= 4 && evenZeros > third && oddZeros == 0) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 0);
        }
        if (evenZeros + oddZeros > 0) {
            throw Unreadable.file(Code.UNSUPPORTED_FORMAT, "This is neither a CSV nor an XLSX file: it is not text.");
        }
        return new TextEncoding(isUtf8(file) ? StandardCharsets.UTF_8 : WINDOWS_1252, 0);
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(SAMPLE_BYTES);
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static int zeros(byte[] bytes, int from) {
        int zeros = 0;
        for (int i = from; i < bytes.length; i += 2) {
            zeros += bytes[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    private static boolean isUtf8(Path file) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK_BYTES);
        CharBuffer characters = CharBuffer.allocate(BLOCK_BYTES);
        try (InputStream in = Files.newInputStream(file)) {
            while (true) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                boolean end = read < 0;
                bytes.position(bytes.position() + Math.max(read, 0)).flip();
                characters.clear();
                if (decoder.decode(bytes, characters, end).isError()) {
                    return false;
                }
                bytes.compact();
                if (end) {
                    return true;
                }
            }
        }
    }
}
