package org.aidwitness.monitoring;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A draw computed again by somebody who has read docs/draw.md and nothing else: from the files, with the JDK's
 * SHA-256. It calls none of the product's code, on purpose.
 */
public final class Recomputed {

    private static final HexFormat HEX = HexFormat.of();

    private Recomputed() {}

    /** The text of result.tsv of a draw that was not extended. */
    public static String result(UUID draw, byte[] population, byte[] rule, String reveals) {
        return result(draw, population, rule, reveals, "");
    }

    /** The text of result.tsv. */
    public static String result(UUID draw, byte[] population, byte[] rule, String reveals, String extensions) {
        List<String[]> lines = new ArrayList<>();
        for (String line : new String(rule, StandardCharsets.UTF_8).split("\n")) {
            lines.add(line.split("\t", -1));
        }
        List<byte[]> values = new ArrayList<>();
        boolean doubled = false;
        for (String line : reveals.split("\n")) {
            String hex = line.split("\t", -1)[2];
            if (hex.isEmpty()) {
                doubled = true;
            } else {
                values.add(HEX.parseHex(hex));
            }
        }
        byte[] seed = seed(draw, population, rule, values);
        StringBuilder result = new StringBuilder(
                "aidwitness/result/v1\nseed\t" + HEX.formatHex(seed) + "\ndoubled\t" + (doubled ? "yes" : "no") + "\n");
        Map<String, Integer> from = new HashMap<>();
        int[] soFar = new int[2];
        Map<String, Integer> sizes = samples(lines, doubled);
        round(seed, population, lines, from, sizes, soFar, result);
        for (String line : extensions.lines().toList()) {
            String[] asked = line.split("\t");
            result.append("extension\t" + asked[0] + "\t" + asked[1] + "\t" + asked[2] + "\t" + asked[3] + "\n");
            sizes = Map.of(
                    "HIGH", Integer.valueOf(asked[1]),
                    "MEDIUM", Integer.valueOf(asked[2]),
                    "LOW", Integer.valueOf(asked[3]));
            round(seed, population, lines, from, sizes, soFar, result);
        }
        return result.toString();
    }

    private static Map<String, Integer> samples(List<String[]> rule, boolean doubled) {
        Map<String, Integer> samples = new HashMap<>();
        for (String[] line : rule) {
            if (line[0].equals("sample")) {
                samples.put(line[1], Integer.parseInt(line[2]) * (doubled ? 2 : 1));
            }
        }
        return samples;
    }

    /** One round; {@code soFar}: how many were drawn, and how many of them for a second visit. */
    private static void round(
            byte[] seed,
            byte[] population,
            List<String[]> rule,
            Map<String, Integer> from,
            Map<String, Integer> sizes,
            int[] soFar,
            StringBuilder result) {
        Map<String, Integer> load = new HashMap<>();
        TreeMap<String, String[]> again = new TreeMap<>();
        for (String stratum : List.of("HIGH", "MEDIUM", "LOW")) {
            List<Map.Entry<String, String>> all =
                    List.copyOf(tickets(seed, population, rule, stratum).entrySet());
            int first = from.getOrDefault(stratum, 0);
            int end = Math.min(all.size(), first + sizes.getOrDefault(stratum, 0));
            for (int at = first; at < end; at++) {
                String unit = all.get(at).getValue();
                String monitor = monitor(seed, unit, rule, load, "");
                result.append("drawn\t" + stratum + "\t" + (at + 1) + "\t" + unit + "\t"
                        + all.get(at).getKey() + "\t" + monitor + "\n");
                if (!monitor.isEmpty()) {
                    again.put(tagged("aidwitness/second/v1", seed, unit), new String[] {unit, monitor});
                }
            }
            from.put(stratum, end);
            soFar[0] += end - first;
        }
        int share = 0;
        for (String[] line : rule) {
            if (line[0].equals("second")) {
                share = Integer.parseInt(line[1]);
            }
        }
        int wanted = share == 0 ? 0 : Math.max(soFar[0] * share / 10_000, soFar[0] >= 10 ? 1 : 0);
        for (Map.Entry<String, String[]> one : again.entrySet()) {
            if (soFar[1] < wanted) {
                soFar[1]++;
                String unit = one.getValue()[0];
                String goes = monitor(seed, unit, rule, load, one.getValue()[1]);
                result.append("second\t" + unit + "\t" + one.getKey() + "\t" + goes + "\n");
            }
        }
    }

    private static byte[] seed(UUID draw, byte[] population, byte[] rule, List<byte[]> values) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes("aidwitness/draw/v1\0".getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(ByteBuffer.allocate(16)
                .putLong(draw.getMostSignificantBits())
                .putLong(draw.getLeastSignificantBits())
                .array());
        all.writeBytes(sha256(population));
        all.writeBytes(sha256(rule));
        all.write(values.size());
        values.forEach(all::writeBytes);
        return sha256(all.toByteArray());
    }

    /** Digests in hex sort as their bytes do. */
    private static Map<String, String> tickets(byte[] seed, byte[] population, List<String[]> rule, String stratum) {
        Set<String> excluded = new HashSet<>();
        for (String[] line : rule) {
            if (line[0].equals("exclude")) {
                excluded.add(line[1]);
            }
        }
        TreeMap<String, String> tickets = new TreeMap<>();
        for (String line : new String(population, StandardCharsets.US_ASCII).split("\n")) {
            String[] unit = line.split("\t");
            if (unit[1].equals(stratum) && !excluded.contains(unit[0])) {
                tickets.put(tagged("aidwitness/ticket/v1", seed, unit[0]), unit[0]);
            }
        }
        return tickets;
    }

    /** Who goes: nobody of the organisation of {@code first}, where it names a monitor. */
    private static String monitor(
            byte[] seed, String unit, List<String[]> rule, Map<String, Integer> load, String first) {
        Set<String> tied = new HashSet<>();
        int cap = 0;
        for (String[] line : rule) {
            if (line[0].equals("tied") && line[1].equals(unit)) {
                tied.add(line[2]);
            }
            if (line[0].equals("monitor") && line[1].equals(first)) {
                tied.add(line[2]);
            }
            if (line[0].equals("cap")) {
                cap = Integer.parseInt(line[1]);
            }
        }
        String best = null;
        String goes = "";
        for (String[] line : rule) {
            if (line[0].equals("monitor") && !tied.contains(line[2]) && load.getOrDefault(line[1], 0) < cap) {
                String digest = tagged("aidwitness/pair/v1", seed, unit + line[1]);
                if (best == null || digest.compareTo(best) < 0) {
                    best = digest;
                    goes = line[1];
                }
            }
        }
        load.merge(goes, 1, Integer::sum);
        return goes;
    }

    /** What a custodian does at home: the chain's values from the anchor (0) to the last. */
    public static List<String> chain(String cid, byte[] last, int length) {
        List<String> values = new ArrayList<>();
        byte[] at = last;
        values.add(HEX.formatHex(at));
        for (int step = 0; step < length; step++) {
            byte[] name = cid.getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes("aidwitness/chain/v1\0".getBytes(StandardCharsets.US_ASCII));
            all.write(name.length >> 8);
            all.write(name.length);
            all.writeBytes(name);
            all.writeBytes(at);
            at = sha256(all.toByteArray());
            values.add(0, HEX.formatHex(at));
        }
        return values;
    }

    private static String tagged(String tag, byte[] seed, String text) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes((tag + "\0").getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(seed);
        all.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return HEX.formatHex(sha256(all.toByteArray()));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
