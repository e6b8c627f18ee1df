package sellaprime.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The table for docs/guarantees.md. A job counts for the last fault before it was offered. */
final class Report {
  private static final String HEAD =
      "| fault | how staged | times | offered | accepted | lost | wrong | changed | orphans |"
          + " last orphan answered after |\n"
          + "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|\n";

  private final List<Staged> faults;
  private final Map<String, Long> offeredAt;
  private final Findings findings;
  private final Map<Staged, Orphans> orphans;

  Report(
      List<Staged> faults,
      Map<String, Long> offeredAt,
      Findings findings,
      Map<Staged, Orphans> orphans) {
    this.faults = faults;
    this.offeredAt = offeredAt;
    this.findings = findings;
    this.orphans = orphans;
  }

  /** In Markdown: a row for each kind of fault, one for the time before the first, and a sum. */
  String table() {
    StringBuilder table = new StringBuilder(HEAD);
    for (Fault kind : Fault.values()) {
      List<Staged> ofKind = faults.stream().filter(one -> one.step().fault() == kind).toList();
      if (!ofKind.isEmpty()) {
        table.append(row(kind.title(), kind.how(), ofKind, offeredDuring(ofKind)));
      }
    }
    table.append(row("none yet", "before the first fault", List.of(), offeredBefore()));
    table.append(row("**all**", "", faults, new ArrayList<>(offeredAt.keySet())));
    return table.toString();
  }

  private String row(String title, String how, List<Staged> times, List<String> offered) {
    Orphans left =
        times.stream()
            .map(one -> orphans.getOrDefault(one, Orphans.NONE))
            .reduce(Orphans.NONE, Orphans::plus);
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %,d | %,d | %d | %d | %d | %,d | %s |%n",
        title,
        how,
        times.size(),
        offered.size(),
        among(offered, findings.accepted()),
        among(offered, findings.lost()),
        among(offered, findings.wrong()),
        among(offered, findings.changed()),
        left.jobs(),
        left.jobs() == 0 ? "-" : String.format(Locale.ROOT, "%.1f s", left.lastMs() / 1000.0));
  }

  private static int among(List<String> offered, Set<String> ids) {
    Set<String> both = new HashSet<>(offered);
    both.retainAll(ids);
    return both.size();
  }

  private List<String> offeredBefore() {
    long first = faults.isEmpty() ? Long.MAX_VALUE : faults.get(0).from();
    return between(Long.MIN_VALUE, first);
  }

  private List<String> offeredDuring(List<Staged> some) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      if (some.contains(faults.get(i))) {
        long next = i + 1 < faults.size() ? faults.get(i + 1).from() : Long.MAX_VALUE;
        ids.addAll(between(faults.get(i).from(), next));
      }
    }
    return ids;
  }

  private List<String> between(long from, long to) {
    return offeredAt.entrySet().stream()
        .filter(entry -> entry.getValue() >= from && entry.getValue() < to)
        .map(Map.Entry::getKey)
        .toList();
  }
}
