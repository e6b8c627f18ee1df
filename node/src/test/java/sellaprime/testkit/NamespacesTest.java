package sellaprime.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** That a cut is a cut: else a test of a partition could pass without one. */
class NamespacesTest {
  @Test
  void twoThatAreCutOffDoNotHearEachOtherUntilTheyAreHealed() throws Exception {
    try (Namespaces net = Namespaces.create(3)) {
      assertThat(reaches(net, 0, 1)).isTrue();
      net.cut(0, 1);
      assertThat(reaches(net, 0, 1)).isFalse();
      assertThat(reaches(net, 1, 0)).isFalse();
      assertThat(reaches(net, 0, 2)).isTrue();
      assertThat(reaches(net, 2, 1)).isTrue();
      net.heal(0, 1);
      assertThat(reaches(net, 0, 1)).isTrue();
    }
  }

  /** Nobody listens there, so whoever gets through is refused, and who does not waits in vain. */
  private static boolean reaches(Namespaces net, int from, int to)
      throws IOException, InterruptedException {
    List<String> command =
        net.command(from, "bash", "-c", "exec 3<>/dev/tcp/" + net.address(to) + "/9");
    Process process = new ProcessBuilder(command).start();
    try {
      return process.waitFor(3, TimeUnit.SECONDS);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void thisJvmReachesThemAll() throws Exception {
    try (Namespaces net = Namespaces.create(1);
        Socket socket = new Socket()) {
      assertThatThrownBy(() -> socket.connect(new InetSocketAddress(net.address(0), 9), 20_000))
          .isInstanceOf(ConnectException.class) // and not a timeout
          .hasMessageContaining("refused");
    }
  }
}
