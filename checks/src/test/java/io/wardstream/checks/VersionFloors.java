package io.wardstream.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lowest versions that are free of known vulnerabilities, by the beginning of the jar's name. */
final class VersionFloors {

    private static final Map<String, String> FLOORS = new LinkedHashMap<>();

    static {
        FLOORS.put("jackson-core", "2.22.4");
        FLOORS.put("jackson-databind", "2.22.4");
        FLOORS.put("jackson-dataformat-yaml", "2.22.4");
        FLOORS.put("netty-buffer", "4.1.133");
        FLOORS.put("netty-codec", "4.1.133");
        FLOORS.put("netty-codec-http", "4.1.133");
        FLOORS.put("netty-codec-mqtt", "4.1.133");
        FLOORS.put("netty-common", "4.1.133");
        FLOORS.put("netty-handler", "4.1.133");
        FLOORS.put("netty-transport", "4.1.133");
        FLOORS.put("lz4-java", "1.11.4");
        FLOORS.put("parquet-avro", "1.15.2");
        FLOORS.put("parquet-hadoop", "1.15.2");
        FLOORS.put("avro", "1.11.4");
        FLOORS.put("postgresql", "42.7.12");
        FLOORS.put("aircompressor", "2.0.3");
        FLOORS.put("slf4j-api", "2.0.17");
        FLOORS.put("commons-compress", "1.28.0");
        FLOORS.put("commons-io", "2.22.0");
        FLOORS.put("commons-lang3", "3.20.0");
    }

    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[0-9A-Za-z.]*)(?:[-.][A-Za-z].*)?\\.jar");

    private VersionFloors() {}

    /** What lies below its floor, and what has a floor but is not there at all. */
    static List<String> problems(List<String> jars) {
        List<String> problems = new ArrayList<>();
        Map<String, String> found = new LinkedHashMap<>();
        for (String jar : jars) {
            Matcher matcher = JAR.matcher(jar);
            if (matcher.matches()) {
                found.put(matcher.group(1), matcher.group(2));
            }
        }
        FLOORS.forEach((name, floor) -> {
            String version = found.get(name);
            if (version == null) {
                problems.add(name + " is not on the class path: the floor guards nothing");
            } else if (compare(version, floor) < 0) {
                problems.add(name + " " + version + " is below " + floor);
            }
        });
        return problems;
    }

    private static int compare(String left, String right) {
        String[] a = left.split("[.-]");
        String[] b = right.split("[.-]");
        for (int i = 0; i < Math.max(a.length, b.length); i++) {
            int byPart = Integer.compare(number(a, i), number(b, i));
            if (byPart != 0) {
                return byPart;
            }
        }
        return 0;
    }

    private static int number(String[] parts, int index) {
        return index < parts.length && parts[index].matches("\\d+") ? Integer.parseInt(parts[index]) : 0;
    }
}
