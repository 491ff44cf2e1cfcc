package io.wardstream.bench.scoreboard.vitals;

import io.wardstream.bench.scoreboard.Chance;
import java.util.ArrayList;
import java.util.List;

/**
 * What befalls a patient: one episode after the other, each kind before one comes again, and healthy time between. All
 * patients of a run go through the same order of kinds, each from another place in it, so that few hours see many kinds.
 */
final class Story {

    private static final long MIN = 60_000;
    private static final long S = 1_000;
    private static final long LOOK_MS = 30_000;

    /** About as many happen to a patient in half a day. */
    private static final int APART = 6;

    private final Patient patient;
    private final Chance chance;
    private final List<Label> order = new ArrayList<>(List.of(Label.values()));
    private int next;

    /**
     * @param runs what is left to chance for the whole run
     */
    Story(Patient patient, Chance chance, Chance runs) {
        this.patient = patient;
        this.chance = chance;
        order.remove(Label.WELL);
        runs.shuffle(order);
        next = patient.number * APART;
    }

    /** Plans the first one. */
    void begins(long start) {
        plan(start + (long) chance.between(12 * MIN, 25 * MIN));
    }

    private void plan(long at) {
        patient.agenda.later(at, () -> happens(at));
    }

    /** Is it over? Then the next one is planned. */
    private void look(long at) {
        Episode now = patient.episode;
        if (!now.over(at)) {
            patient.agenda.later(at + LOOK_MS, () -> look(at + LOOK_MS));
            return;
        }
        patient.body.noBeatSince = Long.MAX_VALUE;
        patient.body.noBreathSince = Long.MAX_VALUE;
        patient.body.drowsy = false;
        patient.witness.ends(now);
        patient.before = now;
        patient.episode = new Episode(Label.WELL, at, Long.MAX_VALUE, Long.MAX_VALUE, List.of());
        plan(at + (long) chance.between(45 * MIN, 110 * MIN));
    }

    private void happens(long at) {
        Label label = following();
        while (!possible(label)) {
            label = following();
        }
        Plan plan = new Plan(label, at);
        patient.episode = label.artefact() ? mishap(plan) : illness(plan);
        patient.agenda.later(at + LOOK_MS, () -> look(at + LOOK_MS));
    }

    private Label following() {
        return order.get(next++ % order.size());
    }

    private boolean possible(Label label) {
        Model model = patient.monitor.model;
        return switch (label) {
            case SPO2_CRITICAL_COLD, MOTION -> model.signal();
            case BRADYCARDIA_BY_PULSE -> model.pulse();
            case OPIOID -> patient.opioid;
            default -> true;
        };
    }

    // ---- Illness --------------------------------------------------------------------------------------------------

    /** What is planned for an episode. */
    private final class Plan {

        private final Label label;
        private final long at;
        private final List<Course> courses = new ArrayList<>();
        private long until;
        private long treatedFrom;

        Plan(Label label, long at) {
            this.label = label;
            this.at = at;
        }

        /** A vital goes to a target, and stays; it may come back from {@code leastMs} after it got there. */
        Plan goes(Vital vital, double target, double rampMs, double leastMs, double mostMs) {
            long ramp = (long) rampMs;
            long end = at + ramp + (long) mostMs;
            Course course = new Course(vital, target, at, ramp, end, (long) chance.between(2 * MIN, 5 * MIN));
            courses.add(course);
            patient.body.falls(course);
            until = Math.max(until, end);
            treatedFrom = Math.max(treatedFrom, at + ramp + (long) leastMs);
            return this;
        }

        Plan mishap(Mishap mishap, double ms) {
            long end = at + (long) ms;
            patient.monitor.mishaps.begin(mishap, at, end);
            until = Math.max(until, end);
            return this;
        }

        Episode episode() {
            return new Episode(label, at, until, treatedFrom, courses);
        }
    }

    private Episode illness(Plan plan) {
        Label label = plan.label;
        switch (label) {
            case SPO2_LOW, DESATURATION_SLOW, DESATURATION_FAST, SPO2_CRITICAL, SPO2_CRITICAL_COLD ->
                saturation(plan, label);
            case TACHYCARDIA, TACHYCARDIA_EXTREME, BRADYCARDIA, BRADYCARDIA_EXTREME, BRADYCARDIA_BY_PULSE, ASYSTOLE ->
                heart(plan, label);
            case APNOEA, RR_HIGH, RR_HIGH_EXTREME, RR_LOW, RR_LOW_EXTREME, OPIOID -> breath(plan, label);
            case FEVER, FEVER_HIGH, HYPOTHERMIA -> temperature(plan, label);
            case SEPSIS, DECLINE, DECLINE_MILD -> decline(plan, label);
            default -> pressure(plan, label);
        }
        return plan.episode();
    }

    private void saturation(Plan plan, Label label) {
        boolean retainer = patient.body.retainer;
        double target = switch (label) {
            case SPO2_LOW -> retainer ? 85.8 : chance.between(87.2, 87.7);
            case DESATURATION_SLOW, DESATURATION_FAST -> retainer ? 80.6 : chance.between(81.8, 82.4);
            default -> chance.between(70, 76);
        };
        double ramp = switch (label) {
            case SPO2_LOW -> chance.between(MIN, 10 * MIN);
            case DESATURATION_SLOW -> chance.between(8 * MIN, 20 * MIN);
            case DESATURATION_FAST -> chance.between(25 * S, MIN);
            default -> chance.between(MIN, 3 * MIN);
        };
        if (label == Label.SPO2_CRITICAL_COLD) {
            plan.mishap(Mishap.COLD, ramp + 25 * MIN);
        }
        plan.goes(Vital.SPO2, target, ramp, 3 * MIN, 10 * MIN);
    }

    private void heart(Plan plan, Label label) {
        boolean sudden = chance.heads();
        double ramp = sudden ? 3 * S : chance.between(30 * S, 4 * MIN);
        switch (label) {
            case TACHYCARDIA -> plan.goes(Vital.HR, chance.between(127, 131), ramp, 4 * MIN, 12 * MIN);
            case TACHYCARDIA_EXTREME -> plan.goes(Vital.HR, chance.between(152, 185), ramp, 4 * MIN, 12 * MIN);
            case BRADYCARDIA -> plan.goes(Vital.HR, 44, ramp, 4 * MIN, 12 * MIN);
            case BRADYCARDIA_EXTREME -> plan.goes(Vital.HR, chance.between(27, 33), ramp, 4 * MIN, 10 * MIN);
            case BRADYCARDIA_BY_PULSE -> {
                patient.monitor.artefacts.leadOffCountsZero = chance.heads();
                plan.mishap(Mishap.LEAD_OFF, 20 * MIN);
                Course course = new Course(Vital.HR, 30, plan.at + 5 * MIN, (long) ramp, plan.at + 15 * MIN, (long)
                        chance.between(2 * MIN, 4 * MIN));
                patient.body.falls(course);
                plan.courses.add(course);
                plan.treatedFrom = plan.at + 10 * MIN;
                plan.until = plan.at + 20 * MIN;
            }
            default -> {
                long stops = plan.at;
                patient.body.noBeatSince = stops;
                patient.agenda.later(stops + 40 * S, () -> {
                    if (!patient.body.beats()) {
                        patient.body.noBreathSince = stops + 40 * S;
                    }
                });
                long back = stops + (long) chance.between(4 * MIN, 7 * MIN);
                patient.agenda.later(back, () -> {
                    patient.body.noBeatSince = Long.MAX_VALUE;
                    patient.body.noBreathSince = Long.MAX_VALUE;
                });
                plan.until = back + 10 * MIN;
            }
        }
    }

    private void breath(Plan plan, Label label) {
        double ramp = chance.between(MIN, 6 * MIN);
        switch (label) {
            case RR_HIGH -> plan.goes(Vital.RR, chance.between(32.6, 33.2), ramp, 7 * MIN, 14 * MIN);
            case RR_HIGH_EXTREME -> plan.goes(Vital.RR, chance.between(39, 44), ramp, 7 * MIN, 14 * MIN);
            case RR_LOW -> plan.goes(Vital.RR, 5.9, ramp, 7 * MIN, 14 * MIN);
            case RR_LOW_EXTREME -> plan.goes(Vital.RR, 3.8, ramp, 7 * MIN, 14 * MIN);
            case OPIOID -> {
                patient.body.drowsy = true;
                double slow = chance.between(10 * MIN, 15 * MIN);
                double falls = patient.body.value(Vital.SPO2) - chance.between(6.6, 7.5);
                plan.goes(Vital.RR, 7, slow, 8 * MIN, 20 * MIN).goes(Vital.SPO2, falls, slow, 8 * MIN, 20 * MIN);
            }
            default -> {
                long stops = plan.at;
                patient.body.noBreathSince = stops;
                long back = stops + (long) chance.between(2.5 * MIN, 4 * MIN);
                patient.agenda.later(back, () -> patient.body.noBreathSince = Long.MAX_VALUE);
                Course course = new Course(Vital.SPO2, chance.between(74, 84), stops + 35 * S, 150 * S, back, 90 * S);
                patient.body.falls(course);
                plan.courses.add(course);
                plan.treatedFrom = back;
                plan.until = back + 3 * MIN;
            }
        }
    }

    private void pressure(Plan plan, Label label) {
        // Long enough for two measurements, and for one that nobody repeats.
        double least = 2.0 * patient.monitor.model.cuffMs() + 5 * MIN;
        double most = least + 15 * MIN;
        double ramp = chance.heads() ? chance.between(MIN, 4 * MIN) : chance.between(5 * MIN, 20 * MIN);
        double sys = switch (label) {
            case HYPOTENSION -> 82.5;
            case HYPOTENSION_EXTREME -> chance.between(61, 67);
            case HYPERTENSION -> chance.between(172, 182);
            case HYPERTENSION_EXTREME -> chance.between(214, 228);
            case MEAN_LOW -> 97;
            case MEAN_VERY_LOW -> 92;
            case SHOCK -> 88;
            default -> 1.55 * patient.body.value(Vital.SYS);
        };
        double dia = switch (label) {
            case MEAN_LOW -> 38;
            case MEAN_VERY_LOW -> 25;
            case HYPERTENSION, HYPERTENSION_EXTREME, BRAIN -> 0.5 * sys;
            default -> 0.6 * sys;
        };
        if (label == Label.BRAIN) {
            ramp = chance.between(90 * S, 3 * MIN);
            // Whoever sees that measures again.
            for (long then : new long[] {plan.at + 9 * MIN, plan.at + 14 * MIN, plan.at + 19 * MIN}) {
                patient.agenda.later(then, () -> patient.monitor.cuff.now(then, CuffCycle.Flaw.NONE));
            }
            plan.goes(Vital.HR, 0.6 * patient.body.value(Vital.HR), ramp, least, most);
            plan.goes(Vital.RR, 9, ramp, least, most);
        } else if (label == Label.SHOCK) {
            plan.goes(Vital.HR, 134, ramp, least, most);
        }
        plan.goes(Vital.SYS, sys, ramp, least, most).goes(Vital.DIA, dia, ramp, least, most);
    }

    private void temperature(Plan plan, Label label) {
        double target = switch (label) {
            case FEVER -> 39;
            case FEVER_HIGH -> 40;
            default -> 34.3;
        };
        plan.goes(Vital.TEMP, target, chance.between(20 * MIN, 40 * MIN), 30 * MIN, 45 * MIN);
    }

    private void decline(Plan plan, Label label) {
        boolean septic = label == Label.SEPSIS;
        double ramp = septic ? chance.between(30 * MIN, 60 * MIN) : chance.between(60 * MIN, 120 * MIN);
        double least = 15 * MIN;
        double most = 80 * MIN;
        plan.goes(Vital.HR, 117, ramp, least, most).goes(Vital.TEMP, septic ? 39.4 : 38.6, ramp, least, most);
        plan.goes(Vital.RR, label == Label.DECLINE_MILD ? 23.2 : 27.6, ramp, least, most);
        if (septic) {
            plan.goes(Vital.SYS, 86, ramp, least, most).goes(Vital.DIA, 52, ramp, least, most);
        } else if (label == Label.DECLINE) {
            plan.goes(Vital.SPO2, patient.body.retainer ? 85 : 91.2, ramp, least, most);
        }
    }

    // ---- Artefacts ------------------------------------------------------------------------------------------------

    private Episode mishap(Plan plan) {
        Monitor monitor = patient.monitor;
        long at = plan.at;
        switch (plan.label) {
            case MOTION -> {
                plan.mishap(Mishap.MOTION, chance.between(30 * S, 4 * MIN));
                Monitor beside = patient.beside;
                if (beside != null) {
                    beside.mishaps.begin(Mishap.MOTION, at, plan.until);
                }
            }
            case PROBE_OFF, PROBE_OFF_UNSAID -> {
                monitor.artefacts.probeOffIsSaid = plan.label == Label.PROBE_OFF;
                plan.mishap(Mishap.PROBE_OFF, chance.between(4 * MIN, 20 * MIN));
            }
            case LEAD_OFF_ZERO, LEAD_OFF_ABSENT -> {
                monitor.artefacts.leadOffCountsZero = plan.label == Label.LEAD_OFF_ZERO;
                plan.mishap(Mishap.LEAD_OFF, chance.between(4 * MIN, 20 * MIN));
            }
            case CUFF_ON_SENSOR -> {
                plan.mishap(Mishap.CUFF_ON_SENSOR, 25 * MIN);
                for (int i = 0; i < 4; i++) {
                    long then = at + (1 + 6L * i) * MIN;
                    patient.agenda.later(then, () -> monitor.cuff.now(then, CuffCycle.Flaw.NONE));
                }
            }
            case CUFF_CONTRADICTORY -> cuff(plan, CuffCycle.Flaw.CONTRADICTORY);
            case CUFF_JUMP -> cuff(plan, CuffCycle.Flaw.JUMP);
            case CUFF_JUMP_LEFT -> cuff(plan, CuffCycle.Flaw.JUMP_LEFT);
            case TEMP_PROBE_OUT -> plan.mishap(Mishap.TEMP_OUT, chance.between(20 * MIN, 50 * MIN));
            case FAHRENHEIT -> plan.mishap(Mishap.FAHRENHEIT, 30 * MIN);
            case SENTINELS -> plan.mishap(Mishap.SENTINELS, 20 * MIN);
            case FROZEN -> plan.mishap(Mishap.FROZEN, 30 * MIN);
            case NO_BREATH_COUNTED -> plan.mishap(Mishap.NO_BREATH_COUNTED, chance.between(8 * S, 28 * S));
            case NO_BREATH_COUNTED_LONG -> plan.mishap(Mishap.NO_BREATH_COUNTED, chance.between(35 * S, 58 * S));
            case VALUES_MISSING -> plan.mishap(Mishap.VALUES_MISSING, chance.between(5 * MIN, 15 * MIN));
            default -> plan.mishap(Mishap.VITAL_MISSING, chance.between(MIN, 6 * MIN));
        }
        return plan.episode();
    }

    private void cuff(Plan plan, CuffCycle.Flaw flaw) {
        patient.monitor.cuff.now(plan.at, flaw);
        plan.until = plan.at + 5 * MIN;
    }
}
