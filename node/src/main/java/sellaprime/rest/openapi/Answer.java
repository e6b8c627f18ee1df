package sellaprime.rest.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One answer of a resource's method that is no problem. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Answer.All.class)
public @interface Answer {
  /** The status. */
  int status() default 200;

  /** When it is given. */
  String when();

  /** The record that is rendered; plain text if there is none. */
  Class<?> body() default Void.class;

  /** Headers that it has. */
  String[] headers() default {};

  /** Several of them. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface All {
    /** They. */
    Answer[] value();
  }
}
