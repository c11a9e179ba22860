package org.aidwitness.access;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;

/**
 * A QR code as SVG to put into a page as it is: no script, no style, no image to fetch. Black on white in every colour
 * scheme, because scanners do not read it the other way round.
 */
public final class QrPicture {

    /** The standard asks for four empty modules on each side. */
    private static final int QUIET_ZONE = 4;

    private static final int DARK = 1;
    private static final int PIXELS = 240;

    private QrPicture() {}

    /**
     * The picture of an ASCII text, such as {@link OneTimeCodes#uri}.
     *
     * @param label what the picture is, for those who do not see it; never the text itself
     */
    public static String svg(String text, String label) {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("Scanners disagree about other characters than ASCII");
        }
        ByteMatrix modules = modules(text);
        int side = modules.getWidth() + 2 * QUIET_ZONE;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"qr\" role=\"img\" aria-label=\"" + escaped(label)
                + "\" width=\"" + PIXELS + "\" height=\"" + PIXELS + "\" viewBox=\"0 0 " + side + " " + side
                + "\" shape-rendering=\"crispEdges\"><rect width=\"" + side + "\" height=\"" + side
                + "\" fill=\"#fff\"/><path fill=\"#000\" d=\"" + path(modules) + "\"/></svg>";
    }

    /** One rectangle for each run of dark modules in a row. */
    private static String path(ByteMatrix modules) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            int x = 0;
            while (x < modules.getWidth()) {
                int from = x;
                while (x < modules.getWidth() && modules.get(x, y) == DARK) {
                    x++;
                }
                if (x == from) {
                    x++;
                } else {
                    path.append('M').append(from + QUIET_ZONE).append(' ').append(y + QUIET_ZONE);
                    path.append('h')
                            .append(x - from)
                            .append("v1h-")
                            .append(x - from)
                            .append('z');
                }
            }
        }
        return path.toString();
    }

    private static ByteMatrix modules(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("This text is too long for a QR code", e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
