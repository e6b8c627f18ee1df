package sellaprime.primality.gmp;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * Whether libgmp can be used, and why not.
 *
 * <p>Looked up once, at the first question (some 50 ms). What may be missing: JNA in the class
 * path, a folder in which JNA may unpack and run its native part, libgmp itself (6 or later, with
 * 64-bit limbs), one of the functions needed; or its results are not those of {@link BigInteger}.
 * None of it is an error, nothing is printed: {@link #isAvailable} is false and {@link #state} says
 * what was missing.
 *
 * <p>The system property {@value #SWITCH} = {@code off} switches libgmp off.
 *
 * <p>libgmp ends the process when it runs out of memory or a number passes its own limits; {@link
 * #MAX_BITS} is far below both.
 */
public final class Gmp {

  /** The longest modulus that the rings of this package take. */
  public static final int MAX_BITS = 1 << 26;

  /** The property that switches libgmp off. */
  public static final String SWITCH = "sellaprime.gmp";

  private static final String JNA_FOLDER = "jna.tmpdir";

  private Gmp() {}

  /** Whether the rings of this package work here. */
  public static boolean isAvailable() {
    return Loaded.PROBLEM.isEmpty();
  }

  /** For people: {@code "libgmp 6.2.1"}, or {@code "not available: "} and the reason. */
  public static String state() {
    return isAvailable() ? "libgmp " + Loaded.VERSION : "not available: " + Loaded.PROBLEM;
  }

  static void require() {
    if (!isAvailable()) {
      throw new IllegalStateException("libgmp is " + state());
    }
  }

  /** Initialised, and with it the library loaded, when first asked. */
  private static final class Loaded {
    static final String PROBLEM;
    static final String VERSION;

    static {
      String problem;
      String version = "";
      if ("off".equals(System.getProperty(SWITCH))) {
        problem = "switched off";
      } else {
        try {
          version = inPrivateFolder(() -> Binding.bind("gmp"));
          problem = "";
        } catch (UnavailableException missing) {
          problem = String.valueOf(missing.getMessage());
        } catch (IOException | LinkageError | RuntimeException missing) {
          problem = missing.getClass().getSimpleName() + ": " + missing.getMessage();
        }
      }
      PROBLEM = problem;
      VERSION = version;
    }
  }

  /** The reason is the message. */
  static final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnavailableException(String reason) {
      super(reason);
    }
  }

  interface Step {
    String run() throws UnavailableException;
  }

  /**
   * Lets JNA unpack its native part into a folder that only this process uses, and that is gone
   * afterwards: others may share the temporary folder, or have left it in a state. JNA's class
   * would be broken for good by a failed try, so whether the folder may hold programs is asked
   * before. A folder that the operator has named by JNA's own property is left alone.
   */
  private static String inPrivateFolder(Step step) throws IOException, UnavailableException {
    if (System.getProperty(JNA_FOLDER) != null) {
      return step.run();
    }
    Path folder = Files.createTempDirectory("sellaprime-jna");
    try {
      requireRunnable(folder);
      System.setProperty(JNA_FOLDER, folder.toString());
      return step.run();
    } finally {
      System.clearProperty(JNA_FOLDER);
      delete(folder);
    }
  }

  /** On a file system mounted without execution no file counts as executable, whatever its mode. */
  static void requireRunnable(Path folder) throws IOException, UnavailableException {
    Path probe = Files.createTempFile(folder, "probe", "");
    try {
      File file = probe.toFile();
      if (!file.setExecutable(true, true) || !file.canExecute()) {
        throw new UnavailableException(
            "programs may not run from "
                + folder.getParent()
                + "; name another folder by -D"
                + JNA_FOLDER);
      }
    } finally {
      Files.delete(probe);
    }
  }

  private static void delete(Path folder) {
    File[] left = folder.toFile().listFiles();
    if (left != null) {
      for (File file : left) {
        if (!file.delete()) {
          file.deleteOnExit();
        }
      }
    }
    if (!folder.toFile().delete()) {
      folder.toFile().deleteOnExit();
    }
  }

  /** What touches JNA, apart, so that this class loads without it. */
  static final class Binding {

    private Binding() {}

    /**
     * Binds {@link Mpn} to the library.
     *
     * @return its version
     */
    static String bind(String name) throws UnavailableException {
      if (Native.POINTER_SIZE != Long.BYTES) { // loads JNA's native part, or fails with its reason
        throw new UnavailableException("not a machine of 64 bits");
      }
      NativeLibrary library;
      try {
        FunctionMapper symbols =
            (any, method) ->
                method.getDeclaringClass() == Mpz.class
                    ? Mpz.symbol(method.getName())
                    : Mpn.symbol(method.getName());
        library = NativeLibrary.getInstance(name, Map.of(Library.OPTION_FUNCTION_MAPPER, symbols));
      } catch (UnsatisfiedLinkError missing) {
        throw new UnavailableException("no library " + name + " found");
      }
      String version = version(library);
      for (Method method : Mpn.class.getDeclaredMethods()) {
        if (Modifier.isNative(method.getModifiers())) {
          requireSymbol(library, Mpn.symbol(method.getName()));
        }
      }
      requireSymbol(library, Mpz.symbol("powm"));
      Native.register(Mpn.class, library);
      Native.register(Mpz.class, library);
      requireRightResults();
      return version;
    }

    private static String version(NativeLibrary library) throws UnavailableException {
      requireSymbol(library, "__gmp_version");
      requireSymbol(library, "__gmp_bits_per_limb");
      String version = library.getGlobalVariableAddress("__gmp_version").getPointer(0).getString(0);
      int limb = library.getGlobalVariableAddress("__gmp_bits_per_limb").getInt(0);
      if (limb != Long.SIZE || Native.LONG_SIZE != Long.BYTES) {
        throw new UnavailableException("libgmp " + version + " has other limbs than 64 bits");
      }
      String[] parts = version.split("\\.", -1);
      int major = parts[0].matches("\\d{1,4}") ? Integer.parseInt(parts[0]) : 0;
      if (major < 6) {
        throw new UnavailableException("libgmp " + version + " is too old, 6 or later is needed");
      }
      return version;
    }

    private static void requireSymbol(NativeLibrary library, String symbol)
        throws UnavailableException {
      try {
        library.getGlobalVariableAddress(symbol);
      } catch (UnsatisfiedLinkError missing) {
        throw new UnavailableException("libgmp without " + symbol);
      }
    }

    /** One product of each ring at a small, a middle and a long size, and a power of two. */
    private static void requireRightResults() throws UnavailableException {
      Random random = new Random(1);
      BigInteger m = new BigInteger(500, random).setBit(500).setBit(0);
      if (!GmpPower.unchecked(m.shiftRight(1), m)
          .equals(BigInteger.TWO.modPow(m.shiftRight(1), m))) {
        throw new UnavailableException("libgmp computes other powers than expected");
      }
      for (int bits : new int[] {1000, 9000, 100_000}) {
        BigInteger n = new BigInteger(bits, random).setBit(bits).setBit(0);
        BigInteger x = new BigInteger(bits, random);
        BigInteger y = new BigInteger(bits, random);
        GmpRing ring = GmpRing.unchecked(n);
        GmpRing.Element product = ring.element(x);
        ring.multiply(product, product, ring.element(y));
        if (!ring.value(product).equals(x.multiply(y).mod(n))) {
          throw new UnavailableException("libgmp computes other results than expected");
        }
      }
    }
  }
}
