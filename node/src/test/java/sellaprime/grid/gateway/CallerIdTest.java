package sellaprime.grid.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class CallerIdTest {
  private static long address(String text) throws UnknownHostException {
    return CallerId.ofAddress(InetAddress.getByName(text));
  }

  @Test
  void oneAddressIsOneCaller() throws Exception {
    assertThat(address("192.0.2.1"))
        .isEqualTo(address("192.0.2.1"))
        .isNotEqualTo(address("192.0.2.2"))
        .isNotEqualTo(CallerId.OWN);
  }

  @Test
  void oneNetworkOfIpv6IsOneCaller() throws Exception {
    assertThat(address("2001:db8:1:2::1"))
        .isEqualTo(address("2001:db8:1:2:ffff:ffff:ffff:ffff"))
        .isNotEqualTo(address("2001:db8:1:3::1"));
  }

  @Test
  void aNameIsNotAnAddress() throws Exception {
    assertThat(CallerId.ofName("192.0.2.1")).isNotEqualTo(address("192.0.2.1"));
    assertThat(CallerId.ofName("ann")).isNotEqualTo(CallerId.ofName("bob"));
  }
}
