package sellaprime.primality.word;

/** Finds the base-2 filter for numbers below 2<sup>49</sup>. */
final class NarrowFilters {

  /** What these filters serve: odd numbers of at most so many bits. */
  static final int BITS = 49;

  /** Needs a module that a JVM may lack or not have been told to load. */
  private static final String VECTOR_FILTER = "sellaprime.primality.vector.DoubleFilter";

  private NarrowFilters() {}

  /** The filter in vector registers where there are some, else the scalar one. */
  static Base2Filter best() {
    try {
      return (Base2Filter) Class.forName(VECTOR_FILTER).getConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError unavailable) {
      return new SignedFilter();
    }
  }
}
