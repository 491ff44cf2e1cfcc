package io.wardstream.local.cli;

import io.wardstream.local.Ward;
import io.wardstream.local.console.AlarmRow;
import io.wardstream.local.console.AlarmStory;
import io.wardstream.local.console.CareDesk;
import io.wardstream.local.console.CareTarget;
import io.wardstream.model.AlarmEvent;
import io.wardstream.model.CareAction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

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
public final class AckCommand extends AlarmCareCommand {

    @Override
    CareAction action() {
        return CareAction.ACKNOWLEDGE;
    }

    @Override
    int act(CareDesk desk, CareTarget target) throws Exception {
        List<AlarmStory> open = target.openAlarms(desk.alarms());
        if (open.isEmpty()) {
            throw new IOException("no alarm of " + target.text() + " is open; nothing was sent");
        }
        List<AlarmStory> calling =
                open.stream().filter(story -> story.acknowledgement() == null).toList();
        if (calling.isEmpty()) {
            System.out.println("Acknowledged already; nothing was sent:");
            open.forEach(story -> show(desk, story));
            return Ward.HELD;
        }
        Map<String, Integer> before = CareDesk.standing(calling);
        say(desk, target);
        return waits() ? await(desk, calling, before) : Ward.HELD;
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
