/**
 * The OpenAPI 3.1 document of this interface, made from the resources themselves: paths, methods
 * and parameters from JAX-RS' annotations, schemas from the records that are rendered, what no type
 * can tell from the annotations here. Knows no resource.
 */
@NullMarked
package sellaprime.rest.openapi;

import org.jspecify.annotations.NullMarked;
