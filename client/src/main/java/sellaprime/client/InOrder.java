package sellaprime.client;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Keeps a bounded number of calls under way, and gives their results in the order of the calls. */
final class InOrder implements Iterator<JobInfo> {
  private final Iterator<String> numbers;
  private final Function<String, CompletableFuture<JobInfo>> call;
  private final int window;
  private final Queue<CompletableFuture<JobInfo>> underWay = new ArrayDeque<>();

  InOrder(Iterator<String> numbers, Function<String, CompletableFuture<JobInfo>> call, int window) {
    this.numbers = numbers;
    this.call = call;
    this.window = window;
  }

  @Override
  public boolean hasNext() {
    return !underWay.isEmpty() || numbers.hasNext();
  }

  /** Waits for the next result. */
  @Override
  public JobInfo next() {
    while (underWay.size() < window && numbers.hasNext()) {
      underWay.add(call.apply(numbers.next()));
    }
    CompletableFuture<JobInfo> first = underWay.poll();
    if (first == null) {
      throw new NoSuchElementException();
    }
    try {
      return first.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof PrimesClientException known ? known : e;
    }
  }

  /** Waits for nothing any more. */
  void abandon() {
    underWay.forEach(future -> future.cancel(false));
    underWay.clear();
  }
}
