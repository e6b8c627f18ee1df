/**
 * Compound jobs: those too large for one worker, such as a batch of a million lines or a sale of
 * primes.
 *
 * <p>A compound job is stored, owned, handed over and cancelled like any other; only no worker
 * takes it in hand. Its owner's {@link sellaprime.grid.compound.Coordinator} oversees it: it looks
 * at the parts, which are jobs too, and does what is next according to the {@link
 * sellaprime.grid.compound.Plan} for its kind.
 *
 * <p><b>Whatever dies.</b> The coordinator keeps nothing that it could not read again from the job
 * cache. When its node dies, recovery gives the compound job to another tester, as it does with
 * every orphan, and the coordinator there goes on from the parts that it finds. Two coordinators
 * may believe for a moment that a job is theirs. That is harmless: parts have ids that both would
 * choose, and submitting one twice is submitting it once; of two outcomes the first counts.
 *
 * <p><b>Time.</b> Parts expire, also if nobody ever throws them away; those of a job that takes
 * days are renewed until it is over ({@link sellaprime.grid.compound.Renewal}).
 *
 * <p><b>Threads.</b> Change notes come under an entry's lock, so they only mark a job; one thread
 * per node takes the steps.
 *
 * <p><b>The end.</b> What is left of the parts when the whole is over is cancelled by the
 * coordinator. If that dies just then, a worker sees it: it lets go of a part whose whole is over.
 */
@NullMarked
package sellaprime.grid.compound;

import org.jspecify.annotations.NullMarked;
