package sellaprime.grid.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {
  @Test
  void aRangeIsEachOfItsPorts() {
    assertThat(Addresses.expand(List.of("127.0.0.1:5..7", "127.0.0.2:9", "no.such.host.invalid:1")))
        .containsExactly("127.0.0.1:5", "127.0.0.1:6", "127.0.0.1:7", "127.0.0.2:9");
  }

  @Test
  void whoListensIsFound() throws Exception {
    String nobody = "127.0.0.1:1";
    try (ServerSocket one = listen();
        ServerSocket two = listen()) {
      List<String> all = List.of(address(two), nobody, address(one), "no.such.host.invalid:1");
      assertThat(Addresses.listening(all, Duration.ofSeconds(20)))
          .containsExactly(address(two), address(one));
    }
  }

  private static ServerSocket listen() throws java.io.IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private static String address(ServerSocket socket) {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  @Test
  void theJoinListIsNeverForgotten() {
    KnownPeers peers = new KnownPeers(List.of("127.0.0.1:1..2"));
    for (int i = 0; i < KnownPeers.MAX + 10; i++) {
      peers.see(List.of("127.0.0.1:" + (1000 + i)));
    }
    assertThat(peers.all())
        .hasSize(KnownPeers.MAX + 2)
        .contains("127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:1109")
        .doesNotContain("127.0.0.1:1009");
  }
}
