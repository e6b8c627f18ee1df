/**
 * Halves that merge.
 *
 * <p>When the network splits a cluster, each half takes the other for dead and goes on; Ignite
 * never brings the two together again. Here the oldest node of each half looks, every two seconds,
 * whether somebody listens where a node of the cluster once was ({@link
 * sellaprime.grid.merge.KnownPeers}). If so, it looks at that cluster from inside, as a client node
 * for a moment ({@link sellaprime.grid.merge.ClientLookout}), and judges by a pure rule ({@link
 * sellaprime.grid.merge.Half}): the half with fewer nodes yields; of equals the younger one.
 *
 * <p><b>How a half goes over.</b> Node by node. The oldest stops its Ignite and starts again, in
 * the same process and at the same ports, among the nodes of the other half; it carries every job
 * of its half along, over or not, and brings it in as a caller would who submits it again under its
 * old id (event {@code Restored}, which changes nothing if the other half knows better). Then the
 * next oldest finds out. So each look is the first look of a smaller half at a larger one, no node
 * has to be told by another, and as long as one node of the half has not gone, it has everything.
 *
 * <p><b>Guarantees.</b> A job that either half accepted is known to the merged cluster when the
 * last node has come over, as long as one process of that half lived until then: a node takes note
 * of all changes until its Ignite has stopped, and brings all of it before it takes work. That does
 * not depend on who yields: should both halves yield at once, because each grew while it looked at
 * the other, their nodes meet wherever the first of them starts, and each brings what it carries.
 * If nobody is there any more, a node starts a cluster of its own, of the same identity, and goes
 * on.
 *
 * <p><b>Who is not taken for a half.</b> A cluster of another {@link
 * sellaprime.grid.merge.ClusterTag}: a stranger at an address that was ours. A node that is
 * starting: it is in no cluster yet, or in this one. Without the certificate of a node nobody can
 * be asked, and nobody can answer.
 *
 * <p><b>Cut off.</b> A node that was frozen is, as a rule, told by Ignite that the others go on
 * without it, and comes back in the same way; see {@code RejoiningNode}.
 */
@NullMarked
package sellaprime.grid.merge;

import org.jspecify.annotations.NullMarked;
