package io.wardstream.local.cli;

import io.wardstream.jobs.config.KafkaOptions;
import io.wardstream.local.Ward;
import io.wardstream.local.console.AlarmBook;
import io.wardstream.local.console.AlarmRow;
import io.wardstream.local.console.AlarmStory;
import io.wardstream.local.console.LogReader;
import io.wardstream.model.Subject;
import io.wardstream.model.Time;
import io.wardstream.model.wire.Rfc3339;
import io.wardstream.model.wire.WardTopic;
import io.wardstream.model.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./ward alarms}. */
@Command(
        name = "alarms",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows the alarms that the log has, the most urgent first, each as it stands now.")
public final class AlarmsCommand implements Callable<Integer> {

    private static final WireFormat<AlarmRow> FORMAT = WireFormat.of(AlarmRow.class);
    private static final Duration POLL = Duration.ofMillis(500);

    @Option(names = "--open", description = "Only those of which something may still come.")
    private boolean open;

    @Option(names = "--ward", paramLabel = "ID", description = "Only those on a ward.")
    private @Nullable String ward;

    @Option(names = "--line", paramLabel = "ID", description = "Only those about an infusion line.")
    private @Nullable String line;

    @Option(names = "--patient", paramLabel = "ID", description = "Only those about a patient or the patient's lines.")
    private @Nullable String patient;

    @Option(
            names = "--since",
            paramLabel = "ISO",
            description = "Only those to which something happened since, for example 2026-11-21T06:00:00Z.")
    private @Nullable String since;

    @Option(names = "--watch", description = "Goes on, and says in a line what happens, until Ctrl-C.")
    private boolean watch;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final InstallationOptions where = new InstallationOptions();

    @Override
    public Integer call() throws Exception {
        List<String> problems = new ArrayList<>();
        name("--ward", ward, problems);
        name("--line", line, problems);
        name("--patient", patient, problems);
        long from = from(problems);
        WrongArguments.throwIfAny(problems);
        KafkaOptions.Kafka kafka = where.find().kafka();
        AlarmBook book = new AlarmBook();
        try (LogReader log = new LogReader(kafka)) {
            log.read(List.of(kafka.topics().alarms()), record -> book.take(record.value()));
            show(book, from);
            while (watch) {
                log.poll(POLL, record -> {
                    AlarmStory changed = book.take(record.value());
                    if (changed != null && isWanted(changed, from)) {
                        AlarmRow row = row(book, changed);
                        System.out.println(json.isGiven() ? FORMAT.writeText(row) : row.line());
                    }
                });
            }
        }
        return Ward.HELD;
    }

    private static void name(String option, @Nullable String id, List<String> problems) {
        if (id != null && !WardTopic.isName(id)) {
            problems.add(option + " is '" + id + "'; accepted: letters, digits, _ and -");
        }
    }

    private @Time long from(List<String> problems) {
        if (since == null) {
            return Long.MIN_VALUE;
        }
        OptionalLong from = Rfc3339.parse(since);
        if (from.isEmpty()) {
            problems.add("--since is '" + since + "'; accepted: a time like 2026-11-21T06:00:00Z");
        }
        return from.orElse(0);
    }

    private boolean isWanted(AlarmStory story, @Time long from) {
        Subject subject = story.last().subject();
        return (!open || story.open())
                && (ward == null || ward.equals(subject.ward()))
                && (line == null || line.equals(subject.lineId()))
                && (patient == null || patient.equals(subject.patientId()))
                && story.last().at() >= from;
    }

    private static AlarmRow row(AlarmBook book, AlarmStory story) {
        return AlarmRow.of(story, book.shortIds().getOrDefault(story.alarmId(), story.alarmId()));
    }

    private void show(AlarmBook book, @Time long from) {
        Map<String, String> ids = book.shortIds();
        List<AlarmRow> rows = book.where(story -> isWanted(story, from)).stream()
                .map(story -> AlarmRow.of(story, ids.getOrDefault(story.alarmId(), story.alarmId())))
                .toList();
        if (json.isGiven()) {
            JsonOption.print(FORMAT, rows);
        } else if (rows.isEmpty()) {
            System.out.println(open ? "No such alarm is open." : "There is no such alarm.");
        } else {
            AlarmRow.lines(rows).forEach(System.out::println);
        }
    }
}
