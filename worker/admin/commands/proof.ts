import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { createDocumentVault } from '../../../db/documents/document-vault.ts';
import { judgeDocument, type Judgement } from '../../../db/documents/judge-document.ts';
import { documentsToReview, openDocument } from '../../../db/documents/read-documents.ts';
import type { AdminIo } from '../io.ts';
import { AdminProblem, UsageProblem } from '../problem.ts';
import { proofLine } from '../proof-line.ts';
import { withDatabase } from '../settings.ts';
import { typedLine } from '../../../domain/typed-text.ts';

interface By {
  by: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const byOption = ['--by <nom>', 'votre nom : chaque accès à un justificatif est enregistré'] as const;

/** Adds `proof list`, `proof open`, `proof accept` and `proof refuse`. */
export function addProofCommands(program: Command, io: AdminIo): void {
  const proof = program.command('proof').description('justificatifs de force majeure');
  proof
    .command('list')
    .description('liste les justificatifs à vérifier, ceux qui ont servi d’abord')
    .option('--all', 'tous, même vérifiés')
    .action(({ all }: { all?: true }) => list(io, all === true));
  proof
    .command('open')
    .description('écrit un justificatif, déchiffré, dans un nouveau fichier')
    .argument('<id>', 'identifiant du justificatif')
    .requiredOption('--to <fichier>', 'fichier à créer, lisible par vous seul')
    .requiredOption(...byOption)
    .action((id: string, options: By & { to: string }) => open(io, id, options));
  proof
    .command('accept')
    .description('note qu’un justificatif est valable')
    .argument('<id>', 'identifiant du justificatif')
    .requiredOption(...byOption)
    .action((id: string, { by }: By) => judge(io, id, by, { review: 'accepted' }));
  proof
    .command('refuse')
    .description('note qu’un justificatif n’est pas valable : il ne compte plus pour une annulation à venir')
    .argument('<id>', 'identifiant du justificatif')
    .requiredOption('--reason <motif>', 'motif, que le titulaire lira')
    .requiredOption(...byOption)
    .action((id: string, { by, reason }: By & { reason: string }) =>
      judge(io, id, by, { review: 'refused', reason: filled(reason, 'Le motif') }),
    );
}

async function list(io: AdminIo, all: boolean): Promise<void> {
  const documents = await withDatabase(io, ({ em }) => documentsToReview(em, { all }));
  if (documents.length === 0) io.print(all ? 'Aucun justificatif.' : 'Aucun justificatif à vérifier.');
  for (const document of documents) io.print(proofLine(document));
}

async function open(io: AdminIo, id: string, { by, to }: By & { to: string }): Promise<void> {
  const operator = filled(by, 'Le nom');
  await withDatabase(io, async ({ em, config }) => {
    const vault = createDocumentVault(config.DOCUMENT_ENCRYPTION_KEYS);
    const document = await openDocument(em, vault, { id: idOf(id), by: `operator:${operator}`, of: null });
    if (document === null) throw new AdminProblem('Ce justificatif n’existe pas.');
    await writeFile(resolve(io.folder, to), document.content, { mode: 0o600, flag: 'wx' });
    io.print(`${proofLine(document)}\nEnregistré dans ${to}. Supprimez ce fichier après l’avoir lu.`);
  });
}

async function judge(io: AdminIo, id: string, by: string, judgement: Judgement): Promise<void> {
  const operator = filled(by, 'Le nom');
  const judged = await withDatabase(io, ({ em }) => judgeDocument(em, { id: idOf(id), operator, judgement }));
  const word = judgement.review === 'accepted' ? 'accepté' : 'refusé';
  switch (judged.outcome) {
    case 'absent':
      throw new AdminProblem('Ce justificatif n’existe pas.');
    case 'other':
      throw new AdminProblem('Ce justificatif a déjà été vérifié, avec l’autre réponse.');
    case 'already':
      return io.print(`Ce justificatif était déjà ${word} : rien n’a changé.`);
    case 'judged':
      return io.print(`Le justificatif est ${word}.${judged.used ? stands : ''}`);
  }
}

const stands = ' L’annulation qui s’est appuyée dessus ne change pas.';

function idOf(text: string): string {
  if (!uuid.test(text))
    throw new UsageProblem('L’identifiant d’un justificatif est celui que « proof list » affiche.');
  return text.toLowerCase();
}

function filled(text: string, what: string): string {
  const trimmed = typedLine(text);
  if (trimmed === '') throw new UsageProblem(`${what} est vide.`);
  return trimmed;
}
