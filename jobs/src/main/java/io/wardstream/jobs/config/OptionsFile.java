package io.wardstream.jobs.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a job's command line and its options file.
 *
 * <p>{@code --config FILE} names a YAML file; {@code -Dkey=value} overrides what stands in it. Nested keys are joined
 * with dots, lists with semicolons, so that {@code kafka: {bootstrap-servers: a}} and
 * {@code kafka.bootstrap-servers: a} are the same.
 */
public final class OptionsFile {

    private OptionsFile() {}

    /**
     * The options of a command line.
     *
     * @throws InvalidOptionsException if an argument or the file is wrong
     */
    public static Map<String, String> fromArguments(String job, String[] arguments) {
        Map<String, String> fromFile = new LinkedHashMap<>();
        Map<String, String> overrides = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--config") && i + 1 < arguments.length) {
                try {
                    fromFile.putAll(read(Path.of(arguments[++i])));
                } catch (IOException | IllegalArgumentException e) {
                    problems.add(String.valueOf(e.getMessage()));
                }
            } else if (argument.startsWith("-D") && argument.indexOf('=') > 2) {
                int equals = argument.indexOf('=');
                overrides.put(argument.substring(2, equals), argument.substring(equals + 1));
            } else {
                problems.add("what is '" + argument + "'? Accepted are --config FILE and -Dkey=value");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidOptionsException(job, problems);
        }
        fromFile.putAll(overrides);
        return fromFile;
    }

    /**
     * The options in a file.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is not a YAML mapping
     */
    public static Map<String, String> read(Path file) throws IOException {
        String yaml;
        try {
            yaml = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        }
        Object root;
        try {
            root = new Load(LoadSettings.builder().setLabel(file.toString()).build()).loadFromString(yaml);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(file + " is not YAML: " + firstLine(String.valueOf(e.getMessage())), e);
        }
        Map<String, String> flat = new LinkedHashMap<>();
        if (root == null) {
            return flat;
        }
        if (!(root instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(file + " must be a mapping of options");
        }
        flatten("", map, flat);
        return flat;
    }

    private static void flatten(String prefix, Map<?, ?> map, Map<String, String> flat) {
        map.forEach((key, value) -> {
            String name = prefix + key;
            if (value instanceof Map<?, ?> nested) {
                flatten(name + ".", nested, flat);
            } else if (value instanceof List<?> list) {
                flat.put(
                        name,
                        String.join(";", list.stream().map(String::valueOf).toList()));
            } else if (value != null) {
                flat.put(name, value.toString());
            }
        });
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
