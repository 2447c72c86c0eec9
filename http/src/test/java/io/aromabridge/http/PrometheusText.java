package io.aromabridge.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the Prometheus text format, version 0.0.4, as its specification says.
 *
 * @param types of the metrics, by name
 * @param helps of the metrics, by name
 */
record PrometheusText(Map<String, String> types, Map<String, String> helps, List<Line> lines) {
    /** One sample. */
    record Line(String name, Map<String, String> labels, double value) {}

    static PrometheusText parse(String text) {
        PrometheusText read = new PrometheusText(new HashMap<>(), new HashMap<>(), new ArrayList<>());
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the last line does not end: " + text);
        }
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# TYPE ")) {
                read.types.put(words[2], words[3]);
            } else if (line.startsWith("# HELP ")) {
                read.helps.put(words[2], unescape(words[3]));
            } else {
                read.lines.add(sample(line));
            }
        }
        return read;
    }

    private static Line sample(String line) {
        int i = 0;
        while (line.charAt(i) != ' ' && line.charAt(i) != '{') {
            i++;
        }
        String name = line.substring(0, i);
        Map<String, String> labels = new TreeMap<>();
        if (line.charAt(i) == '{') {
            i++;
            while (line.charAt(i) != '}') {
                int quote = line.indexOf("=\"", i) + 1;
                int end = quote + 1;
                while (line.charAt(end) != '"') {
                    end += line.charAt(end) == '\\' ? 2 : 1;
                }
                labels.put(line.substring(i, quote - 1), unescape(line.substring(quote + 1, end)));
                i = line.charAt(end + 1) == ',' ? end + 2 : end + 1;
            }
            i++;
        }
        return new Line(name, labels, Double.parseDouble(line.substring(i + 1)));
    }

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                out.append(text.charAt(i) == 'n' ? '\n' : text.charAt(i));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    List<Line> of(String name) {
        return lines.stream().filter(line -> line.name().equals(name)).toList();
    }
}
