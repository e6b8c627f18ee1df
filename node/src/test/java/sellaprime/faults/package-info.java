/**
 * The fault harness: real nodes under load, while a schedule made from a seed kills, freezes, cuts
 * off and starves them, and a checker that holds what callers saw against the promises.
 *
 * <pre>
 * Settings -> FaultRun -> Schedule   which fault when, from the seed
 *                      -> Scene      the nodes ({@link sellaprime.faults.Slot}), their network and disks
 *                      -> Callers    submit, repeat, read, cancel; write all of it to the History
 *                      -> Checker    histories + what each node says at the end -> Findings
 *                      -> Report     the table
 * </pre>
 *
 * <p>The schedule is the same for the same seed. What the callers do is drawn from the seed as
 * well, but how the two interleave is up to the machine: a seed repeats the plan, not the run.
 */
@NullMarked
package sellaprime.faults;

import org.jspecify.annotations.NullMarked;
