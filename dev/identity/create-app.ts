import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import helmet from 'helmet';
import type Provider from 'oidc-provider';
import type { InteractionResults } from 'oidc-provider';
import { z } from 'zod';
import { levels } from './create-provider.ts';
import { findPerson, inventedPeople, subjectOf } from './invented-people.ts';
import { pagesFolder, renderPage } from './render-page.ts';

const choiceSchema = z.union([
  z.object({ cancel: z.string() }),
  z.object({ person: z.string(), level: z.enum(levels) }),
]);

/** The provider as an application: the protocol under `/api/v2`, and the page on which a developer says who to be. */
export function createIdentityApp(provider: Provider, siteUrl: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    // A page elsewhere must not reach this through a name of its own for this machine.
    if (request.hostname === '127.0.0.1') next();
    else response.status(421).type('text').send('127.0.0.1');
  });
  app.use(headers(siteUrl));
  app.get('/identity.css', (_request, response) => response.sendFile('identity.css', { root: pagesFolder }));
  app.get('/api/v2/interaction/:uid', async (request, response) => {
    const { params } = await provider.interactionDetails(request, response);
    const [asked] = z.string().catch('').parse(params['acr_values']).split(' ');
    response.type('html').send(
      renderPage('choose', {
        people: inventedPeople,
        levels: levels.map((level) => ({ level, chosen: level === asked })),
        siteUrl,
      }),
    );
  });
  app.post('/api/v2/interaction/:uid', express.urlencoded({ extended: false }), async (request, response) => {
    const result = resultOf(request);
    await leaveOtherIdentity(provider, request, response, result.login?.accountId);
    await provider.interactionFinished(request, response, result);
  });
  app.use('/api/v2', provider.callback());
  app.use((_request, response) => {
    response
      .status(404)
      .type('html')
      .send(renderPage('failure', { error: '404', detail: '' }));
  });
  app.use(((_error, _request, response, _next) => {
    const detail = 'Cette page a expiré, ou elle a été ouverte dans un autre navigateur.';
    response
      .status(400)
      .type('html')
      .send(renderPage('failure', { error: 'interaction', detail }));
  }) satisfies ErrorRequestHandler);
  return app;
}

/**
 * Ends the session of another identity that this browser has here. The library would ask first, on a page that needs a script, and
 * FranceConnect+ lets people choose anew.
 */
async function leaveOtherIdentity(
  provider: Provider,
  request: Request,
  response: Response,
  chosen: string | undefined,
): Promise<void> {
  const interaction = await provider.interactionDetails(request, response);
  const open = interaction.session;
  if (chosen === undefined || open === undefined || open.accountId === chosen) return;
  delete interaction.session;
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
  await (await provider.Session.findByUid(open.uid))?.destroy();
}

function resultOf(request: Request): InteractionResults {
  const choice = choiceSchema.safeParse(request.body);
  const person = choice.success && 'person' in choice.data ? findPerson(choice.data.person) : undefined;
  if (!choice.success || 'cancel' in choice.data || person === undefined) {
    // The words of FranceConnect+.
    return { error: 'access_denied', error_description: 'User auth aborted' };
  }
  return { login: { accountId: subjectOf(person), acr: choice.data.level, amr: ['pwd'], remember: true } };
}

function headers(siteUrl: string) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        // A form's answer leads back to the site, which browsers check too.
        formAction: ["'self'", siteUrl],
        scriptSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
}
