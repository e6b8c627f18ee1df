package sellaprime.client;

/** What is said to a node about a batch; may be repeated, at any node. */
@FunctionalInterface
interface BatchMessage {
  Reply send(Connection node);
}
