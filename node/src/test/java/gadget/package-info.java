/** What an attacker would send: outside of all packages from which nodes take classes. */
@NullMarked
package gadget;

import org.jspecify.annotations.NullMarked;
