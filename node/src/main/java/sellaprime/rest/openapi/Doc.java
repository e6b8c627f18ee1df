package sellaprime.rest.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A sentence on a resource's method or parameter, or on a component of a record. */
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.METHOD,
  ElementType.PARAMETER,
  ElementType.FIELD,
  ElementType.RECORD_COMPONENT
})
public @interface Doc {
  /** The sentence. */
  String value();

  /** All values that there are; empty if they are not to be listed. */
  String[] values() default {};
}
