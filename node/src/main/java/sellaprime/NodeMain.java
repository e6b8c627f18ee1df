package sellaprime;

import sellaprime.cli.SellaprimeCommand;

/** The program: everything it can do is a subcommand in {@code cli}. */
public final class NodeMain {
  private NodeMain() {}

  /** Runs the command that {@code args} name and exits with its code. */
  public static void main(String[] args) {
    // Ignite's threads are not daemons: without exit() a finished command would hang.
    System.exit(SellaprimeCommand.run(args));
  }
}
