package io.wardstream.local.cli;

import io.wardstream.local.console.AlarmStory;
import io.wardstream.local.console.CareDesk;
import io.wardstream.local.console.CareTarget;
import io.wardstream.local.console.Scope;
import io.wardstream.model.SettingScope;
import io.wardstream.model.wire.WardTopic;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an action is about: a line, a patient, or an alarm if the command knows one. */
final class TargetOptions {

    private static final Pattern ID = Pattern.compile("[0-9a-f-]{4,36}");

    @Option(names = "--line", paramLabel = "ID", description = "An infusion line.")
    private @Nullable String line;

    @Option(
            names = "--patient",
            paramLabel = "ID",
            description = "A patient, a pseudonym; without the patient's lines.")
    private @Nullable String patient;

    @Option(names = "--force", description = "Even if the registry does not know this line or patient.")
    private boolean force;

    /**
     * Notes what is wrong.
     *
     * @param alarm the alarm's id or its beginning, or null
     * @param alarmsAccepted whether the command takes one
     */
    void check(@Nullable String alarm, boolean alarmsAccepted, List<String> problems) {
        long given =
                Stream.of(alarm, line, patient).filter(part -> part != null).count();
        if (given != 1) {
            problems.add((given == 0 ? "whom is it about? " : "that is too much: ") + "give one of "
                    + (alarmsAccepted ? "ALARM, " : "") + "--line ID, --patient ID");
        }
        if (alarm != null && !ID.matcher(alarm.toLowerCase(Locale.ROOT)).matches()) {
            problems.add("ALARM is '" + alarm + "'; accepted: at least the first four characters of an alarm's id");
        }
        for (String id : Stream.of(line, patient).filter(part -> part != null).toList()) {
            if (!WardTopic.isName(id)) {
                problems.add("'" + id + "' is no line or patient; accepted: letters, digits, _ and -");
            }
        }
    }

    /** Notes what is wrong where it can only be about a line. */
    void checkLine(List<String> problems) {
        if (line == null || patient != null) {
            problems.add("a hook belongs to a line: give --line ID");
        } else if (!WardTopic.isName(line)) {
            problems.add("'" + line + "' is no line; accepted: letters, digits, _ and -");
        }
    }

    /** Notes what is wrong where it can only be about a patient. */
    void checkPatient(List<String> problems) {
        if (patient == null || line != null) {
            problems.add("that is said of a patient: give --patient ID");
        } else if (!WardTopic.isName(patient)) {
            problems.add("'" + patient + "' is no patient; accepted: letters, digits, _ and -");
        }
    }

    /**
     * What it is about.
     *
     * @throws WrongArguments if the registry does not know it
     * @throws IOException if there is no such alarm
     */
    CareTarget resolve(@Nullable String alarm, CareDesk desk) throws WrongArguments, IOException {
        if (alarm != null) {
            return alarm(alarm.toLowerCase(Locale.ROOT), desk);
        }
        Scope scope = line != null
                ? new Scope(SettingScope.LINE, line)
                : new Scope(SettingScope.PATIENT, String.valueOf(patient));
        known(scope, desk, force);
        return CareTarget.of(scope, desk.whereabouts());
    }

    /** Throws if the registry does not know a place. */
    static void known(Scope scope, CareDesk desk, boolean force) throws WrongArguments {
        if (!force && !desk.whereabouts().knows(scope)) {
            throw new WrongArguments(
                    "the registry does not know " + scope.text() + "; nothing was sent. --force sends it all the same");
        }
    }

    private static CareTarget alarm(String prefix, CareDesk desk) throws IOException {
        List<AlarmStory> stories = desk.alarms().beginningWith(prefix);
        if (stories.isEmpty()) {
            throw new IOException("no alarm's id begins with " + prefix + "; nothing was sent");
        }
        if (stories.size() > 1) {
            throw new IOException("several alarms' ids begin with " + prefix + ": "
                    + stories.stream().map(AlarmStory::alarmId).collect(Collectors.joining(", ")));
        }
        AlarmStory story = stories.get(0);
        if (!story.open()) {
            throw new IOException("the alarm " + story.alarmId() + " is closed; nothing was sent");
        }
        return CareTarget.of(story)
                .orElseThrow(() -> new IOException("the alarm " + story.alarmId() + " is about "
                        + story.last().subject().key()
                        + ", neither a line nor a patient; it ends when its condition does"));
    }
}
