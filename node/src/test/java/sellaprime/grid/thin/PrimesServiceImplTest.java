package sellaprime.grid.thin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import sellaprime.client.PrimesService;

class PrimesServiceImplTest {
  private final PrimesServiceImpl service = new PrimesServiceImpl();

  private static String[] ids(int count) {
    String[] ids = new String[count];
    Arrays.fill(ids, "j");
    return ids;
  }

  @Test
  void whatOneMessageMayHoldIsBounded() {
    int most = PrimesService.MAX_BATCH;
    assertThat(service.get(ids(most))).hasSize(most);
    assertThat(service.submit(ids(most), ids(most))).hasSize(most);
    assertThatThrownBy(() -> service.get(ids(most + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most " + most);
    assertThatThrownBy(() -> service.submit(ids(most + 1), ids(most + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
