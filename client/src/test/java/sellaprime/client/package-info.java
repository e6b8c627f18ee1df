/**
 * Tests of the client: its rules, its loop against scripted nodes, and itself against real ones.
 */
@NullMarked
package sellaprime.client;

import org.jspecify.annotations.NullMarked;
