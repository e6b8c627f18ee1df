package sellaprime.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which node to call next: the configured addresses, always, and those that the cluster has told.
 * Any that has not failed since it last worked, at random, so that clients spread over the nodes;
 * else the one whose failure is longest ago. Not thread-safe.
 */
final class AddressBook {
  private final Set<String> configured;
  private final Random random;
  private final Map<String, Long> failures = new HashMap<>();
  private Set<String> learned = Set.of();
  private long failureCount;

  AddressBook(List<String> configured, Random random) {
    this.configured = new LinkedHashSet<>(configured);
    this.random = random;
  }

  /** Every address, the configured ones first. */
  List<String> all() {
    Set<String> all = new LinkedHashSet<>(configured);
    all.addAll(learned);
    return new ArrayList<>(all);
  }

  String next() {
    List<String> all = all();
    List<String> good = all.stream().filter(address -> !failures.containsKey(address)).toList();
    if (!good.isEmpty()) {
      return good.get(random.nextInt(good.size()));
    }
    return all.stream()
        .min(Comparator.comparingLong(address -> Objects.requireNonNull(failures.get(address))))
        .orElseThrow();
  }

  void failed(String address) {
    failures.put(address, failureCount++);
  }

  void reached(String address) {
    failures.remove(address);
  }

  /** What the cluster says of its nodes' addresses; nothing at all is taken as no news. */
  void learned(@Nullable String @Nullable [] endpoints) {
    if (endpoints == null) {
      return;
    }
    List<String> news =
        Arrays.stream(endpoints)
            .filter(Objects::nonNull)
            .filter(address -> !address.isBlank())
            .toList();
    if (!news.isEmpty()) {
      learned = new LinkedHashSet<>(news);
      failures.keySet().retainAll(all());
    }
  }
}
