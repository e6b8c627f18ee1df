package sellaprime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import sellaprime.job.PrimeSpec;
import sellaprime.job.SaleQuestion;

/** What a terminal is told. */
class ProgressBarTest {
  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  @Test
  void aBatchWhoseEndIsNotKnown() throws IOException {
    JsonNode batch = json("{'done':1500,'left':2,'linesPerSecond':1000,'complete':false}");
    assertThat(ProgressBar.line(batch, 0)).isEqualTo("1,500 done, 2 left, 1,000/s");
  }

  @Test
  void aCompleteOneHasABar() throws IOException {
    JsonNode batch = json("{'done':25,'left':75,'linesPerSecond':2,'complete':true}");
    assertThat(ProgressBar.line(batch, 0))
        .isEqualTo("[######..................] 25%, 25 done, 75 left, 2/s, 0:00:38");
  }

  @Test
  void soHasOneWhoseLengthIsKnownBefore() throws IOException {
    JsonNode batch =
        json(
            "{'ask':'safe-prime','done':50,'left':10,'primes':1,'probablePrimes':2,"
                + "'complete':false}");
    assertThat(ProgressBar.line(batch, 100))
        .isEqualTo("[############............] 50%, 50 done, 50 left, 3 safe primes");
  }

  @Test
  void anEmptyOneIsNoDivisionByZero() throws IOException {
    assertThat(ProgressBar.line(json("{'complete':true}"), 0)).isEqualTo("0 done, 0 left");
  }

  @Test
  void linesOfModuli() throws IOException {
    assertThat(ModuliGenerateCommand.barLine(0, 20, json("{}")))
        .isEqualTo("[........................] 0%, 0 of 20 lines");
    assertThat(ModuliGenerateCommand.barLine(5, 20, json("{'secondsLeft':90}")))
        .isEqualTo("[######..................] 25%, 5 of 20 lines, next in about 90.0 seconds");
  }

  @Test
  void aSearch() throws IOException {
    SaleQuestion one = new SaleQuestion(new PrimeSpec(64, 0, false, null, null), 1);
    SaleQuestion many = new SaleQuestion(one.spec(), 5);
    assertThat(Sales.still(4, one, json("{}")))
        .startsWith("sellaprime: still searching, 4 s; one core would take about ");
    String running = "{'pieces':2,'tests':12345,'found':3,'secondsLeft':90}";
    assertThat(Sales.still(4, one, json(running)))
        .isEqualTo(
            "sellaprime: still searching, 4 s; 2 pieces searched, 12,345 candidates tested,"
                + " about 90.0 seconds more expected");
    assertThat(Sales.still(4, many, json(running))).contains("tested, 3 of 5 found, about");
  }
}
