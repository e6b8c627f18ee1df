package sellaprime.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @Test
  void numbersUpTo4096BitsAreDecimalAndLongerOnesHexadecimal() {
    BigInteger longest = BigInteger.ONE.shiftLeft(4096).subtract(BigInteger.ONE);
    assertThat(NumberText.of(BigInteger.ZERO)).isEqualTo("0");
    assertThat(NumberText.of(longest)).isEqualTo(longest.toString());
    assertThat(NumberText.of(longest.add(BigInteger.ONE))).isEqualTo("0x1" + "0".repeat(1024));
  }

  @Test
  void aNegativeNumberIsRefusedAtOnce() {
    assertThatThrownBy(() -> NumberText.of(BigInteger.valueOf(-7)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBatchTellsWhatIsLeftAndForHowLong() {
    assertThat(batch(100, 40, 7).left()).isEqualTo(60);
    assertThat(batch(100, 40, 7).secondsLeft()).hasValue(9);
    assertThat(batch(100, 40, 0).secondsLeft()).isEmpty();
    assertThat(batch(100, 100, 0).secondsLeft()).hasValue(0);
    assertThat(batch(3, 5, 1).left()).as("counted before this node heard of them").isZero();
  }

  private static BatchInfo batch(long fed, long done, long linesPerSecond) {
    return new BatchInfo(fed, false, done, new long[BatchInfo.KINDS], linesPerSecond, 0, "");
  }

  @Test
  void addressesAreReadWithOrWithoutPort() {
    assertThat(Addresses.parse("a:1, b ,[::1]:7,10.0.0.1:65535,"))
        .containsExactly("a:1", "b:10800", "[::1]:7", "10.0.0.1:65535");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " , ", "a:0", "a:65536", "a:b", "a:1..3", ":1", "http://a:1", "a b:1"})
  void whatIsNoAddressIsRefused(String list) {
    assertThatThrownBy(() -> Addresses.parse(list)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theAddressBookSpreadsOverAllGoodAddresses() {
    AddressBook book = new AddressBook(List.of("a"), new Random(1));
    book.learned(new String[] {"b", "c"});
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      seen.add(book.next());
    }
    assertThat(seen).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void theAddressThatFailedLastComesLast() {
    AddressBook book = new AddressBook(List.of("a", "b", "c"), new Random(1));
    book.failed("b");
    book.failed("a");
    assertThat(book.next()).isEqualTo("c");
    book.failed("c");
    assertThat(book.next()).isEqualTo("b");
    book.failed("b");
    assertThat(book.next()).isEqualTo("a");
    book.reached("c");
    assertThat(book.next()).isEqualTo("c");
  }

  @Test
  void configuredAddressesAreKeptWhateverTheClusterTells() {
    AddressBook book = new AddressBook(List.of("a"), new Random(1));
    book.learned(new String[] {"b"});
    book.learned(new String[] {"c", " "});
    book.learned(new String[0]);
    book.learned(null);
    assertThat(book.all()).containsExactly("a", "c");
  }

  @Test
  void acceptedNumbersAreRememberedWithinBounds() {
    AcceptedJobs accepted = new AcceptedJobs(12);
    accepted.remember("a", "12345");
    accepted.remember("b", "12345");
    assertThat(accepted.number("a")).isEqualTo("12345");
    accepted.remember("c", "1");
    assertThat(accepted.number("a")).isNull();
    assertThat(accepted.number("b")).isEqualTo("12345");
    accepted.forget("b");
    accepted.remember("d", "12345678901234567890");
    assertThat(accepted.number("d")).isNull();
  }

  @ParameterizedTest
  @EnumSource(Reply.Status.class)
  void aRefusalSaysWhyAndWhetherToRepeat(Reply.Status status) {
    JobRefusedException refused =
        new JobRefusedException("x", Reply.refused(status, "some reason", 7));
    assertThat(refused).hasMessageContaining("x").hasMessageContaining("some reason");
    assertThat(refused.id()).isEqualTo("x");
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.retryAfterMs()).isEqualTo(7);
    assertThat(refused.isRepeatable())
        .isEqualTo(status == Reply.Status.OVERLOADED || status == Reply.Status.UNAVAILABLE);
  }
}
