package sellaprime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawPathTest {
  @ParameterizedTest
  @CsvSource({
    "/v1/primality/2^89-1, /v1/primality/2%5E89-1",
    "/v1/primality/2%5E89-1, /v1/primality/2%5E89-1",
    "/a;b=c, /a%3Bb=c",
    "/(1+2)*3!, /(1+2)*3!",
    "/{x}|\"<>`\\, /%7Bx%7D%7C%22%3C%3E%60%5C",
    "/é€𝟕, /%C3%A9%E2%82%AC%F0%9D%9F%95"
  })
  void whatAUriCannotHoldIsEncoded(String path, String encoded) {
    assertThat(RawPath.encode(path)).isEqualTo(encoded);
  }
}
