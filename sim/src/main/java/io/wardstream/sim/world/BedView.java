package io.wardstream.sim.world;

import io.wardstream.model.ClampState;
import io.wardstream.model.VitalsReading;
import io.wardstream.sim.story.InfusionStory;
import io.wardstream.sim.story.VitalsStory;

/**
 * One bed as it truly is at a moment, for a table that people look at.
 *
 * @param bed the bed
 * @param ward its ward
 * @param lineId its infusion line
 * @param patientId its patient, a pseudonym
 * @param levelMl what is left in the bag
 * @param rateMlPerHour how fast it runs
 * @param clamp where the clamp stands
 * @param vitals the vitals without the noise of sensors
 * @param infusionStory what happens with the infusion
 * @param vitalsStory what happens to the patient
 * @param nurse what somebody was last seen doing at the bed in this chapter; empty if nobody came
 */
public record BedView(
        String bed,
        String ward,
        String lineId,
        String patientId,
        double levelMl,
        double rateMlPerHour,
        ClampState clamp,
        VitalsReading vitals,
        InfusionStory infusionStory,
        VitalsStory vitalsStory,
        String nurse) {}
