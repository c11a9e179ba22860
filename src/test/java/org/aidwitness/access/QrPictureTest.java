package org.aidwitness.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is drawn can be scanned, and is nothing but a picture. */
class QrPictureTest {

    private static final int ENLARGED = 4;
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z");

    private final OneTimeCodes codes = new OneTimeCodes();

    @ParameterizedTest
    @ValueSource(strings = {"amina", "amina.khatib@ngo.test", "مراقبة الشمال"})
    void a_scanner_reads_the_secret_from_the_picture(String login) throws Exception {
        String uri = codes.uri(codes.freshSecret(), login);
        String svg = QrPicture.svg(uri, "QR code");
        assertThat(scanned(svg)).isEqualTo(uri);
    }

    @Test
    void the_picture_is_black_on_white_with_a_quiet_zone_and_nothing_that_runs_or_is_fetched() {
        String svg = QrPicture.svg(codes.uri(codes.freshSecret(), "amina"), "<QR> \"code\" & more");
        int side = side(svg);
        assertThat(svg)
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
                .contains("<rect width=\"" + side + "\" height=\"" + side + "\" fill=\"#fff\"/>")
                .contains("aria-label=\"&lt;QR&gt; &quot;code&quot; &amp; more\"")
                .doesNotContain("secret", "otpauth", "script", "style", "href", "data:");
        RUN.matcher(svg).results().forEach(run -> {
            assertThat(number(run, 1)).isGreaterThanOrEqualTo(4);
            assertThat(number(run, 2)).isBetween(4, side - 5);
            assertThat(number(run, 1) + number(run, 3)).isLessThanOrEqualTo(side - 4);
        });
    }

    @Test
    void what_cannot_be_scanned_is_not_drawn() {
        assertThatIllegalArgumentException().isThrownBy(() -> QrPicture.svg("é", "QR code"));
        assertThatIllegalArgumentException().isThrownBy(() -> QrPicture.svg("x".repeat(3000), "QR code"));
    }

    private static String scanned(String svg) throws Exception {
        int side = side(svg) * ENLARGED;
        int[] pixels = new int[side * side];
        Arrays.fill(pixels, 0xffffff);
        RUN.matcher(svg).results().forEach(run -> {
            for (int y = number(run, 2) * ENLARGED; y < (number(run, 2) + 1) * ENLARGED; y++) {
                int from = y * side + number(run, 1) * ENLARGED;
                Arrays.fill(pixels, from, from + number(run, 3) * ENLARGED, 0);
            }
        });
        BinaryBitmap picture = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(side, side, pixels)));
        // The reader's search for a code in a photograph misses one in fifty faultless pictures; here is nothing to
        // search.
        return new QRCodeReader()
                .decode(picture, Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }

    private static int side(String svg) {
        Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"").matcher(svg);
        assertThat(box.find()).isTrue();
        return Integer.parseInt(box.group(1));
    }

    private static int number(MatchResult run, int group) {
        return Integer.parseInt(run.group(group));
    }
}
