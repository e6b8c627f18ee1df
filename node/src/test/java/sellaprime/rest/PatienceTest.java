package sellaprime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=5 | 5",
        "Wait = 5 | 5",
        "wait=\"5\" | 5",
        "wait=0 | 0",
        "respond-async, wait=10 | 10",
        "wait=10, wait=20 | 10",
        "foo; bar=1, wait=7; baz=2 | 7",
        "return=minimal,respond-async,wait=3 | 3",
        "wait=999999 | 300",
        "wait | -1",
        "wait= | -1",
        "wait=-1 | -1",
        "wait=1.5 | -1",
        "wait=soon | -1",
        "await=5 | -1",
        "respond-async | -1",
        "'' | -1",
        "a\"b, wait=5 | -1",
        "wait=99999999999999999999 | -1"
      })
  void preferencesAreReadAsRfc7240Says(String header, int seconds) {
    assertThat(Patience.preferred(List.of(header)))
        .isEqualTo(seconds < 0 ? null : Duration.ofSeconds(seconds));
  }

  @Test
  void aPreferenceMayStandInAnyOfItsHeaders() {
    assertThat(Patience.preferred(null)).isNull();
    assertThat(Patience.preferred(List.of("respond-async", "wait=4")))
        .isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void theQueryIsReadStrictly() {
    assertThat(Patience.asked(null, Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(60));
    assertThat(Patience.asked("5", Duration.ZERO)).isEqualTo(Duration.ofSeconds(5));
    assertThat(Patience.asked("100000", Duration.ZERO)).isEqualTo(Patience.MAX);
    for (String bad : List.of("", " 5", "-1", "1.5", "1h", "٣")) {
      assertThatThrownBy(() -> Patience.asked(bad, Duration.ZERO))
          .isInstanceOf(ProblemException.class);
    }
  }
}
