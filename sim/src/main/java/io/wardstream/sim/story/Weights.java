package io.wardstream.sim.story;

import java.util.ArrayList;
import java.util.List;

/** A choice among things of different weight. Immutable. */
final class Weights<T> {
    private final List<T> things;
    private final List<Integer> weights;
    private final int total;

    private Weights(List<T> things, List<Integer> weights) {
        this.things = List.copyOf(things);
        this.weights = List.copyOf(weights);
        this.total = weights.stream().mapToInt(Integer::intValue).sum();
    }

    static <T> Weights<T> none() {
        return new Weights<>(List.of(), List.of());
    }

    Weights<T> and(int weight, T thing) {
        List<T> moreThings = new ArrayList<>(things);
        moreThings.add(thing);
        List<Integer> moreWeights = new ArrayList<>(weights);
        moreWeights.add(weight);
        return new Weights<>(moreThings, moreWeights);
    }

    T draw(Prng prng) {
        int at = prng.below(total);
        int i = 0;
        while (at >= weights.get(i)) {
            at -= weights.get(i);
            i++;
        }
        return things.get(i);
    }
}
