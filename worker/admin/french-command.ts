import { Command, type CommanderError } from 'commander';
import type { AdminIo } from './io.ts';
import { UsageProblem } from './problem.ts';

const titles: Readonly<Record<string, string>> = {
  'Usage:': 'Utilisation :',
  'Arguments:': 'Arguments :',
  'Options:': 'Options :',
  'Commands:': 'Commandes :',
};

/** What each of commander's refusals says, with the part of the command line that it names. */
const refusals: Readonly<Record<string, (named: string) => string>> = {
  'commander.unknownCommand': (named) => `La commande « ${named} » n’existe pas.`,
  'commander.unknownOption': (named) => `L’option « ${named} » n’existe pas.`,
  'commander.missingArgument': (named) => `Il manque « ${named} ».`,
  'commander.missingMandatoryOptionValue': (named) => `Il manque l’option « ${named} ».`,
  'commander.invalidArgument': (named) => `L’option « ${named} » n’admet pas cette valeur.`,
  'commander.optionMissingArgument': (named) => `L’option « ${named} » attend une valeur.`,
  'commander.excessArguments': () =>
    'Il y a trop d’arguments ; un texte qui contient des espaces se met entre guillemets.',
  'commander.conflictingOption': () => 'Ces options ne vont pas ensemble.',
};

/** Makes the root of a command line whose help and refusals are in French; its commands take after it. */
export function frenchCommand(name: string, io: AdminIo): Command {
  return new FrenchCommand(name)
    .helpCommand(false)
    .helpOption('-h, --help', 'affiche cette aide')
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      styleUsage: (usage) => usage.replace('[command]', '<commande>'),
    })
    .configureOutput({
      writeOut: (text) => io.print(text.trimEnd()),
      writeErr: (text) => io.printError(text.trimEnd()),
      // Said in French by `usageProblem`.
      outputError: () => undefined,
    });
}

/** Commands take after their parent in everything but this: the « help » command, in English, that `--help` makes needless. */
class FrenchCommand extends Command {
  override createCommand(name?: string): Command {
    return new FrenchCommand(name).helpCommand(false);
  }
}

/** Puts commander's refusal into French; null when it only showed the help that was asked for. */
export function usageProblem({ code, message, exitCode }: CommanderError): UsageProblem | null {
  if (exitCode === 0) return null;
  const named = /'([^']*)'/.exec(message)?.[1] ?? '';
  // Without a command, commander has shown the help already.
  if (code === 'commander.help') return new UsageProblem('Il manque une commande.');
  const sentence = refusals[code]?.(named) ?? 'Cette commande n’est pas bien écrite.';
  return new UsageProblem(`${sentence} L’option « --help » montre ce qui est possible.`);
}
