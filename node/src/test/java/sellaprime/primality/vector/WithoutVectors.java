package sellaprime.primality.vector;

import java.math.BigInteger;
import sellaprime.primality.Primality;
import sellaprime.primality.arith.Kernels;

/** A program that uses the engine; for a JVM without the vector module. */
final class WithoutVectors {

  private WithoutVectors() {}

  public static void main(String[] args) {
    BigInteger p = BigInteger.TEN.pow(99).add(BigInteger.valueOf(289));
    BigInteger longPrime = BigInteger.TWO.pow(2048).add(BigInteger.valueOf(981));
    System.out.println(Primality.test(p).kind());
    System.out.println(Primality.test(longPrime).kind());
    Kernels.describe().stream()
        .filter(kernel -> kernel.name().equals("vector"))
        .forEach(kernel -> System.out.println(kernel.whyNot()));
  }
}
