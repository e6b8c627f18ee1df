package sellaprime.grid.batch;

import sellaprime.grid.chunk.Tally;
import sellaprime.grid.gateway.JobStatus;
import sellaprime.job.BatchQuestion;

/**
 * A batch as a caller sees it.
 *
 * @param status its job
 * @param batch what was asked
 * @param fed how many lines it has: stored on every node
 * @param complete whether there will be no more
 * @param done what came of the first lines, those that are counted already
 * @param linesPerSecond how fast it went lately; 0 if that is not known
 * @param taken up to which line its results have been taken away
 */
public record BatchView(
    JobStatus status,
    BatchQuestion batch,
    long fed,
    boolean complete,
    Tally done,
    long linesPerSecond,
    long taken) {}
