package sellaprime.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Passes bytes on to a node, until it freezes: then it takes what comes and passes nothing on,
 * without closing anything, as a stopped process does.
 */
final class Relay implements AutoCloseable {
  private final int target;
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch swallowed = new CountDownLatch(1);
  private volatile boolean frozen;

  /** {@code target} is the node's thin-client address, on the loopback. */
  Relay(String target) throws IOException {
    this.target = Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
    threads.execute(this::accept);
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  void freeze() {
    frozen = true;
  }

  /** Waits until something was sent to the frozen node. */
  void awaitSwallowed() throws InterruptedException {
    swallowed.await();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = server.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        threads.execute(() -> pass(near, far));
        threads.execute(() -> pass(far, near));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (frozen) {
          swallowed.countDown();
        } else {
          out.write(buffer, 0, n);
        }
      }
    } catch (IOException e) {
      // one side is gone; the other is closed by leaving
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdown();
  }
}
