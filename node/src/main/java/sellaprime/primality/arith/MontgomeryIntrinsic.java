package sellaprime.primality.arith;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The Montgomery products inside {@link BigInteger}, for which HotSpot has machine code, but which
 * only {@link BigInteger#modPow} may call. They are reached by reflection, if {@code java.math} is
 * open to this code: {@code --add-opens java.base/java.math=ALL-UNNAMED} on the command line, or
 * {@code Add-Opens: java.base/java.math} in the manifest of the started jar.
 *
 * <p>Numbers are arrays of unsigned ints, the highest first; their length is even.
 */
final class MontgomeryIntrinsic {

  /** Beyond, BigInteger multiplies and reduces in plain Java. */
  static final int MAX_INTS = 512;

  private static final @Nullable MethodHandle SQUARE;
  private static final @Nullable MethodHandle MULTIPLY;
  private static final @Nullable String WHY_NOT;

  static {
    MethodHandle square = null;
    MethodHandle multiply = null;
    String whyNot = null;
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.privateLookupIn(BigInteger.class, MethodHandles.lookup());
      Class<?> ints = int[].class;
      square =
          lookup.findStatic(
              BigInteger.class,
              "montgomerySquare",
              MethodType.methodType(ints, ints, ints, int.class, long.class, ints));
      multiply =
          lookup.findStatic(
              BigInteger.class,
              "montgomeryMultiply",
              MethodType.methodType(ints, ints, ints, ints, int.class, long.class, ints));
    } catch (ReflectiveOperationException | RuntimeException e) {
      whyNot = e.getMessage() == null ? e.toString() : e.getMessage();
    }
    SQUARE = whyNot == null ? square : null;
    MULTIPLY = whyNot == null ? multiply : null;
    WHY_NOT = whyNot;
  }

  private MontgomeryIntrinsic() {}

  /** Null if it can be used. */
  static @Nullable String whyNot() {
    return WHY_NOT;
  }

  /**
   * The first ints of {@code product}, which is returned, become a&middot;a/R, perhaps plus n.
   *
   * @param product twice as long as the others, and none of them
   */
  static int[] square(int[] a, int[] n, int length, long negativeInverse, int[] product) {
    MethodHandle square = SQUARE;
    if (square == null) {
      throw new IllegalStateException("not available: " + WHY_NOT);
    }
    try {
      return (int[]) square.invokeExact(a, n, length, negativeInverse, product);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The first ints of {@code product}, which is returned, become a&middot;b/R, perhaps plus n. */
  static int[] multiply(
      int[] a, int[] b, int[] n, int length, long negativeInverse, int[] product) {
    MethodHandle multiply = MULTIPLY;
    if (multiply == null) {
      throw new IllegalStateException("not available: " + WHY_NOT);
    }
    try {
      return (int[]) multiply.invokeExact(a, b, n, length, negativeInverse, product);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The called methods declare nothing; what comes is an Error or a bug. */
  private static RuntimeException unexpected(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException known ? known : new IllegalStateException(e);
  }
}
