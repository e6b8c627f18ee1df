package sellaprime.faults;

import java.util.List;

/** Where the nodes listen, and what can be done to the links between them. */
interface Network extends AutoCloseable {
  /** The address of node {@code i}. */
  String host(int i);

  /** {@code words}, run where node {@code i} is. */
  List<String> inside(int i, List<String> words);

  /** Why links cannot be cut, or an empty string if they can. */
  String whyNoCuts();

  /** Why links cannot be made slow, or an empty string if they can. */
  String whyNotSlow();

  /** From now on nothing that {@code from} sends arrives at {@code to}. */
  void cut(int from, int to);

  /** From now on what node {@code i} sends is slow to leave. */
  void slow(int i);

  /** All links are well again. */
  void heal();

  @Override
  void close();

  /** All nodes on this machine's loopback address: nothing to cut. */
  static Network loopback(String why) {
    return new Network() {
      @Override
      public String host(int i) {
        return "127.0.0.1";
      }

      @Override
      public List<String> inside(int i, List<String> words) {
        return words;
      }

      @Override
      public String whyNoCuts() {
        return why;
      }

      @Override
      public String whyNotSlow() {
        return why;
      }

      @Override
      public void cut(int from, int to) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void slow(int i) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void heal() {}

      @Override
      public void close() {}
    };
  }
}
