package sellaprime.client;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.apache.ignite.services.Service;
import org.apache.ignite.services.ServiceConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The contract in its simplest form: jobs in a replicated cache, and whoever is asked for one that
 * is old enough answers it. So any node can answer for any other.
 *
 * <p>Public, since Ignite calls it by reflection without opening it.
 */
public final class CachedPrimesService implements Service, PrimesService {
  static final String CACHE = "jobs";
  static final String THIN_ATTRIBUTE = "thin";

  private static final long serialVersionUID = 1L;
  private static final long DELAY_MS = 20;

  /** While false, no job is answered; for all nodes of this JVM. */
  static volatile boolean answering = true;

  /**
   * Every id that was ever submitted, at whichever node of this JVM. Not the size of the cache:
   * while a node joins or leaves, that counts copies on the move.
   */
  static final Set<String> SUBMITTED = ConcurrentHashMap.newKeySet();

  @IgniteInstanceResource private transient @Nullable Ignite ignite;

  static ServiceConfiguration configuration() {
    return new ServiceConfiguration()
        .setName(NAME)
        .setService(new CachedPrimesService())
        .setMaxPerNodeCount(1)
        .setTotalCount(0);
  }

  private Ignite ignite() {
    return Objects.requireNonNull(ignite);
  }

  private IgniteCache<String, JobInfo> jobs() {
    return ignite().cache(CACHE);
  }

  @Override
  public Reply[] submit(String[] ids, String[] numbers) {
    Map<String, JobInfo> known = jobs().getAll(new HashSet<>(Arrays.asList(ids)));
    Map<String, JobInfo> added = new TreeMap<>();
    Reply[] replies = new Reply[ids.length];
    for (int i = 0; i < ids.length; i++) {
      replies[i] = submit(ids[i], numbers[i], known.get(ids[i]), added);
    }
    jobs().putAll(added);
    SUBMITTED.addAll(added.keySet());
    return replies;
  }

  private Reply submit(
      String id, String number, @Nullable JobInfo known, Map<String, JobInfo> added) {
    if (!number.matches("[0-9]+|0x[0-9a-f]+")) {
      return Reply.refused(Reply.Status.BAD_REQUEST, "not a number: " + number, 0);
    }
    if (known != null) {
      return known.number().equals(number)
          ? Reply.of(known)
          : Reply.refused(Reply.Status.CONFLICT, "the id has another number", 0);
    }
    JobInfo job = job(id, number, JobInfo.State.QUEUED, null, System.currentTimeMillis());
    added.put(id, job);
    return Reply.of(job);
  }

  @Override
  public Reply feed(String id, long from, String lines, boolean more) {
    throw new UnsupportedOperationException("it knows no batches");
  }

  @Override
  public Reply results(String id, long from, long taken) {
    throw new UnsupportedOperationException("it knows no batches");
  }

  @Override
  public Reply sell(String id, PrimeOrder order) {
    JobInfo known = jobs().get(id);
    if (known == null) {
      BigInteger prime = BigInteger.probablePrime(order.bits(), new Random(id.hashCode()));
      known =
          new JobInfo(
              id,
              "a prime",
              JobInfo.State.DONE,
              Verdict.PROBABLE_PRIME,
              "test",
              null,
              "n",
              1,
              1,
              2,
              0,
              new String[] {prime.toString()});
      jobs().put(id, known);
    }
    return Reply.of(known);
  }

  @Override
  public Reply[] get(String[] ids) {
    Map<String, JobInfo> known = jobs().getAll(new HashSet<>(Arrays.asList(ids)));
    return Arrays.stream(ids)
        .map(id -> known.get(id))
        .map(
            job ->
                job == null
                    ? Reply.refused(Reply.Status.NOT_FOUND, "no such job", 0)
                    : Reply.of(answer(job)))
        .toArray(Reply[]::new);
  }

  private JobInfo answer(JobInfo job) {
    if (job.state().isFinal()
        || !answering
        || System.currentTimeMillis() < job.submittedAt() + DELAY_MS) {
      return job;
    }
    String text = job.number();
    BigInteger n =
        text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
    Verdict verdict = n.isProbablePrime(50) ? Verdict.PROBABLE_PRIME : Verdict.COMPOSITE;
    JobInfo done = job(job.id(), text, JobInfo.State.DONE, verdict, job.submittedAt());
    jobs().put(done.id(), done);
    return done;
  }

  @Override
  public Reply cancel(String id) {
    JobInfo job = jobs().get(id);
    if (job == null) {
      return Reply.refused(Reply.Status.NOT_FOUND, "no such job", 0);
    }
    if (!job.state().isFinal()) {
      job = job(id, job.number(), JobInfo.State.CANCELLED, null, job.submittedAt());
      jobs().put(id, job);
    }
    return Reply.of(job);
  }

  @Override
  public String[] endpoints() {
    return ignite().cluster().nodes().stream()
        .map((ClusterNode node) -> node.<String>attribute(THIN_ATTRIBUTE))
        .toArray(String[]::new);
  }

  private static JobInfo job(
      String id, String number, JobInfo.State state, @Nullable Verdict verdict, long submittedAt) {
    return new JobInfo(
        id, number, state, verdict, verdict == null ? null : "test", null, "n", 1, submittedAt, 0);
  }
}
