package sellaprime.client;

/**
 * A program that uses the client as users do; run as a process of its own. Arguments: addresses,
 * number.
 */
public final class QuietProgram {
  private QuietProgram() {}

  /** Prints the verdict. */
  public static void main(String[] args) throws InterruptedException {
    try (PrimesClient client = PrimesClient.connect(args[0])) {
      System.out.println(client.test(args[1]));
    } catch (PrimesClientException e) {
      System.out.println(e.getMessage());
    }
  }
}
