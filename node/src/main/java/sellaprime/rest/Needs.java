package sellaprime.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import sellaprime.access.Scope;

/** The scope that a resource's method needs, where its HTTP method does not tell. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Needs {
  /** The scope. */
  Scope value();
}
