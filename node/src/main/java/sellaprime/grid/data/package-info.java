/**
 * The durable mode: what a node keeps in a directory of its own, and how it comes back from there.
 *
 * <p>Each run of a node writes an Ignite store of its own, {@code store-N}. The stores of former
 * runs are only read: {@link sellaprime.grid.data.FormerStore} opens one apart from any cluster,
 * and {@link sellaprime.grid.data.Restore} brings its jobs into the cluster of today, as a caller
 * would who submits them again under their old ids. Then the former store is deleted.
 *
 * <p><b>Guarantees.</b> In whatever order nodes come back, and however old their directories are,
 * no job of any directory is lost. Bringing a job twice is bringing it once, so a node that dies
 * midway begins again.
 *
 * <p><b>Failures.</b> A directory that cannot be used is left as it is, and {@link
 * sellaprime.grid.data.DataDirectoryException} says why in a sentence.
 */
@NullMarked
package sellaprime.grid.data;

import org.jspecify.annotations.NullMarked;
