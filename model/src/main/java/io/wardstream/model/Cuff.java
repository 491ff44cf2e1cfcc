package io.wardstream.model;

import java.util.List;

/**
 * What a monitor said of its blood pressure cuff, with what the cuff presses on by the registry that was in force when
 * the message was admitted. There is none where nobody said on which limb the cuff is, or where it is in doubt whose
 * the monitor is: then nothing follows from a cuff.
 *
 * @param running whether it is inflated; false says that its measurement is over
 * @param limb the limb that it is on
 * @param lines the infusion lines of the same patient that surely run into that limb, in the order of their ids
 * @param onSensor whether the oximeter's sensor surely is on that limb
 */
public record Cuff(boolean running, Limb limb, List<String> lines, boolean onSensor) {}
