package sellaprime.rest.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a resource's method takes. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Body {
  /** A record of the fields; plain text if there is none. */
  Class<?> value() default Void.class;

  /** What it is. */
  String doc();
}
