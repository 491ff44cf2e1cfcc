package io.wardstream.jobs.config;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.Formatter;
import org.apache.flink.configuration.description.HtmlFormatter;

/** An option's description as one line of plain text. */
public final class DescriptionText {

    private DescriptionText() {}

    /** The description. */
    public static String of(ConfigOption<?> option) {
        Formatter formatter = new HtmlFormatter();
        return formatter.format(option.description());
    }
}
