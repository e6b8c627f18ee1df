package sellaprime.client;

/** Connects to nodes. */
@FunctionalInterface
interface Connector {
  /**
   * Connects to the node at {@code host:port}, within the request timeout, or throws a
   * RuntimeException.
   *
   * @throws PrimesClientException that says that it is not repeatable: no address will ever do
   */
  Connection connect(String address);
}
