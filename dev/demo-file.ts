import { localFiles } from './local-folder.ts';
import type { DemoPeople } from './seed-people.ts';
import type { Stack } from './stack.ts';
import { writeJson } from './write-file.ts';

/** What `.local/demo.json` tells to scripts. */
export interface DemoFile extends DemoPeople {
  readonly baseUrl: string;
  readonly temporalAddress: string;
  readonly temporalUi: string | null;
  /** The pages of the local mailbox; null when mails go to Resend. */
  readonly mailbox: string | null;
  /** The pages of the local Stripe; null when payments go to Stripe. */
  readonly payments: string | null;
  /** The local identity provider; null when FranceConnect+ itself is configured. */
  readonly identity: string | null;
}

/** Writes `.local/demo.json` for the running stack. */
export function writeDemoFile(stack: Stack, people: DemoPeople): DemoFile {
  const demo: DemoFile = {
    baseUrl: stack.baseUrl,
    temporalAddress: stack.temporalAddress,
    temporalUi: stack.temporalUi ?? null,
    payments: stack.payments,
    mailbox: stack.mailbox,
    identity: stack.identity ?? null,
    trainees: people.trainees,
    organisations: people.organisations,
  };
  writeJson(localFiles.demo, demo);
  return demo;
}

/** The addresses and logins, as `npm start` prints them. */
export function describeDemo(demo: DemoFile, seconds: string): string {
  const line = (label: string, value: string): string => `  ${label.padEnd(16)} ${value}`;
  return [
    '',
    `Prêt en ${seconds} s / ready in ${seconds} s`,
    '',
    line('Site', demo.baseUrl),
    line('API', `${demo.baseUrl}/api/docs`),
    line('Paiements', demo.payments ?? 'Stripe'),
    line('Emails', demo.mailbox ?? 'Resend'),
    line('Temporal Web UI', demo.temporalUi ?? '–'),
    line('Temporal', demo.temporalAddress),
    ...(demo.identity === null
      ? []
      : [line('FranceConnect+', `${demo.baseUrl}/auth/franceconnect (identités inventées)`)]),
    ...section('Titulaires / trainees', demo.trainees.map(describeTrainee)),
    ...section(
      'Organismes / organisations',
      demo.organisations.flatMap(({ name, apiKey, member }) => [
        line(name, `Authorization: Bearer ${apiKey}`),
        line('', `${demo.baseUrl}/organisme : ${member.email}   mot de passe / password ${member.password}`),
      ]),
    ),
    '',
    'Ctrl-C arrête tout / stops everything.  Journaux / logs: .local/logs',
    '',
  ].join('\n');
}

function describeTrainee({ name, nir, password, balanceCents }: DemoPeople['trainees'][number]): string {
  const euros = (balanceCents / 100).toFixed(2).replace('.', ',');
  return `  ${name.padEnd(16)} NIR ${nir}   mot de passe / password ${password}   ${euros} €`;
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}
