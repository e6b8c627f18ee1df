package sellaprime.grid;

/**
 * Which classes Ignite may make out of bytes that come from elsewhere: those of {@value #ALLOWED},
 * and Ignite's own. Every other class is refused before any code of it runs, at each of Ignite's
 * ports; so is it by Java's own serialisation anywhere in this JVM, as Ignite sets that filter,
 * too.
 */
public final class ClassFilter {
  static final String ALLOWED = "ignite-config/allowed-classes.txt";

  private ClassFilter() {}

  /** To be called before the first Ignite of this JVM starts; its list cannot change later. */
  public static void install() {
    System.setProperty("IGNITE_MARSHALLER_WHITELIST", ALLOWED);
  }
}
