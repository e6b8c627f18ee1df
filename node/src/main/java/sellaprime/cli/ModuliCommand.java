package sellaprime.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sellaprime moduli}: the files of OpenSSH's Diffie-Hellman group exchange. */
@Command(
    name = "moduli",
    description = {"Makes /etc/ssh/moduli: screens ssh-keygen's candidates, or finds safe primes."},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ModuliScreenCommand.class, ModuliGenerateCommand.class},
    footer = {
      "  sellaprime moduli generate --bits 3072 --count 20 -o moduli",
      "  sellaprime moduli screen candidates -o moduli-screened"
    })
final class ModuliCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Set by picocli before anything else happens. */
  @SuppressWarnings("NullAway.Init")
  ModuliCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: screen or generate.");
  }
}
