package io.wardstream.local.cli;

import io.wardstream.local.Ward;
import io.wardstream.local.console.AlarmRow;
import io.wardstream.local.console.AlarmStory;
import io.wardstream.local.console.CareDesk;
import io.wardstream.local.console.CareTarget;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.CareAction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./ward ack}. */
@Command(
        name = "ack",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Acknowledges an alarm, or every open alarm of a line or a patient: somebody has seen it and takes it on. It"
                    + " does not end the alarm; only its condition does.",
            "Waits until the alarm says so, at most 10 s. Exit status 1 if it does not."
        })
public final class AckCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ALARM",
            description = "An alarm's id, or its beginning; ./ward alarms --open shows it.")
    private @Nullable String alarm;

    @Mixin
    private final TargetOptions about = new TargetOptions();

    @Mixin
    private final PersonOptions person = new PersonOptions();

    @Mixin
    private final Saying saying = new Saying();

    @Override
    public Integer call() throws Exception {
        List<String> problems = new ArrayList<>();
        about.check(alarm, true, problems);
        person.check(false, problems);
        WrongArguments.throwIfAny(problems);
        try (CareDesk desk = saying.desk()) {
            CareTarget target = about.resolve(alarm, desk);
            List<AlarmStory> open = target.openAlarms(desk.alarms());
            if (open.isEmpty()) {
                throw new IOException("no alarm of " + target.text() + " is open; nothing was sent");
            }
            List<AlarmStory> calling = open.stream()
                    .filter(story -> story.acknowledgement() == null)
                    .toList();
            if (calling.isEmpty()) {
                System.out.println("Acknowledged already; nothing was sent:");
                open.forEach(story -> show(desk, story));
                return Ward.HELD;
            }
            Map<String, Integer> before = CareDesk.standing(calling);
            saying.say(desk, target, CareAction.ACKNOWLEDGE, person);
            return saying.waits() ? await(desk, calling, before) : Ward.HELD;
        }
    }

    private static int await(CareDesk desk, List<AlarmStory> calling, Map<String, Integer> before) throws IOException {
        Map<String, AlarmEvent> came = desk.awaitAcknowledged(before, Saying.LIMIT);
        calling.stream().filter(story -> came.containsKey(story.alarmId())).forEach(story -> show(desk, story));
        if (came.size() < before.size()) {
            String missing =
                    before.keySet().stream().filter(id -> !came.containsKey(id)).collect(Collectors.joining(", "));
            throw new IOException("the ward has taken it, but within " + Saying.LIMIT.toSeconds()
                    + " s no acknowledgement came of " + missing + ": does the safety job run?");
        }
        return Ward.HELD;
    }

    private static void show(CareDesk desk, AlarmStory story) {
        System.out.println(AlarmRow.of(story, desk.alarms().shortIds().getOrDefault(story.alarmId(), story.alarmId()))
                .line());
    }
}
