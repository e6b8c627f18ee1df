package sellaprime.examples;

import java.math.BigInteger;
import java.util.UUID;
import java.util.stream.Stream;
import sellaprime.client.JobInfo;
import sellaprime.client.NumberResult;
import sellaprime.client.PrimeOrder;
import sellaprime.client.PrimesClient;

/**
 * Asks a cluster by {@link PrimesClient}, over Ignite's thin-client protocol.
 *
 * <p>Argument: the addresses of some nodes, {@code host:port,host:port}; one that lives is enough.
 */
public final class ThinClient {
  private ThinClient() {}

  /** Asks, submits and comes back, tests a list, orders primes. */
  public static void main(String[] args) throws Exception {
    String addresses = args.length > 0 ? args[0] : "127.0.0.1:10800";
    try (PrimesClient client = PrimesClient.connect(addresses)) {
      ask(client);
      submitAndComeBack(client);
      testList(client);
      orderPrimes(client);
    }
  }

  /** The simplest: a question, and the verdict when it is there. */
  private static void ask(PrimesClient client) throws InterruptedException {
    System.out.println("2^127-1: " + client.test("2^127-1"));
  }

  /**
   * For what must not be lost: choose an id, keep it, submit. Once {@code submit} has returned
   * every live node has the job, and any program that knows the id can ask for it, at any node. To
   * submit it again, when in doubt, is harmless: the same id with the same number is the same job.
   */
  private static void submitAndComeBack(PrimesClient client) throws Exception {
    String id = "example-" + UUID.randomUUID();
    client.submit(id, "10^999+7");
    JobInfo job = client.await(id).get();
    System.out.println(
        job.number() + ": " + job.state() + ", " + job.verdict() + ", " + job.method());
  }

  /** However many: numbers are taken and sent while results are read, in the same order. */
  private static void testList(PrimesClient client) {
    Stream<String> numbers = Stream.iterate(1001, n -> n + 2).limit(500).map(n -> "10^30+" + n);
    try (Stream<NumberResult> results = client.submitAll(numbers)) {
      results
          .filter(result -> result.verdict() != null && result.verdict().isProbablePrime())
          .limit(3)
          .forEach(result -> System.out.println(result.number() + ": " + result.verdict()));
    }
  }

  /** All workers search. The whole cluster sees what they find: it is no secret. */
  private static void orderPrimes(PrimesClient client) throws InterruptedException {
    for (BigInteger prime : client.newPrimes(PrimeOrder.ofBits(256).count(2))) {
      System.out.println("new: " + prime);
    }
  }
}
