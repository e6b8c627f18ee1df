/**
 * Probable-prime tests, one class each. They return plain facts (a factor, a boolean, which round
 * failed); what these facts mean for a verdict is decided one package above.
 */
@NullMarked
package sellaprime.primality.probable;

import org.jspecify.annotations.NullMarked;
