package io.wardstream.cep;

import io.wardstream.model.AlarmKind;
import io.wardstream.model.Priority;

/**
 * What a person needs to know of a pattern before trusting it.
 *
 * @param id its stable name: in alarms, settings and documents
 * @param version grows when the pattern means something else than before
 * @param family patterns of one family share one alarm: the more urgent escalates it, none raises a second
 * @param title in a few words
 * @param priority in the words of IEC 60601-1-8
 * @param kind body or equipment
 * @param latching whether the alarm stays until acknowledged although its condition is gone
 * @param about what one alarm is about
 * @param why the clinical reason, one sentence
 * @param source where the numbers come from
 * @param blindTo what it cannot see
 */
public record PatternCard(
        String id,
        int version,
        String family,
        String title,
        Priority priority,
        AlarmKind kind,
        boolean latching,
        About about,
        String why,
        String source,
        String blindTo) {}
