package sellaprime.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which fault when: a pure function of the seed. */
final class Schedule {
  /** About what a node takes to come back and the orphans to be answered, on a small machine. */
  private static final long RECOVERY_MS = 4_000;

  private Schedule() {}

  /**
   * Faults for about {@code duration}. Each comes once, in random order, before any comes again.
   *
   * @param faults not empty
   */
  static List<Step> of(long seed, int nodes, List<Fault> faults, Duration duration) {
    Random random = new Random(seed);
    List<Step> steps = new ArrayList<>();
    List<Fault> bag = new ArrayList<>();
    for (long at = 0; at < duration.toMillis(); ) {
      if (bag.isEmpty()) {
        bag.addAll(faults);
        Collections.shuffle(bag, random);
      }
      Fault fault = bag.remove(bag.size() - 1);
      long calm = 500L + random.nextInt(1_500);
      long hold = fault.shortest() + (long) (random.nextDouble() * fault.spread());
      int victim = random.nextInt(nodes);
      steps.add(
          new Step(
              steps.size() + 1,
              fault,
              fault.isForTheFirstNode() ? 0 : victim,
              calm,
              hold,
              random.nextLong()));
      at += calm + hold + RECOVERY_MS;
    }
    return List.copyOf(steps);
  }
}
