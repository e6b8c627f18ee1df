/**
 * The command line. Data goes to standard output, everything else to standard error or the log
 * file; exit codes are in {@link sellaprime.cli.ExitCode}.
 */
@NullMarked
package sellaprime.cli;

import org.jspecify.annotations.NullMarked;
