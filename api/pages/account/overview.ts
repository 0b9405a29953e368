import { shownPhone } from '../../../domain/account/phone-number.ts';
import { linkedSince } from '../../../db/people/identity-links.ts';
import { diplomaLevels } from '../../../domain/account/diploma.ts';
import { countryNames } from '../../../domain/account/country.ts';
import { socioProfessionalCategories } from '../../../domain/account/socio-professional-category.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { showProfile } from '../../account/profile.ts';
import { showSecondFactor } from '../../account/second-factor.ts';
import { readFeed } from '../../calendar/feed.ts';
import type { Reply } from '../../http/reply.ts';
import { route } from '../../http/route.ts';
import { readPreferences } from '../../preferences/preferences.ts';
import { Problem } from '../../problems/problem.ts';
import { secondFactorSchema } from '../../schemas/account.ts';
import { identityOf } from '../../security/identity.ts';
import { contextOf, type PageContext } from '../context.ts';
import type { Fact } from '../dossier/facts-view.ts';
import { template } from '../engine.ts';
import { showPage } from '../frame/frame.ts';
import { aPage } from '../page-route.ts';
import { codesLeftFacts } from '../recovery-codes/left.ts';
import { accountPath, type OwnExchange } from './form-routes.ts';

interface Part {
  id: string;
  heading: string;
  facts: Fact[];
  links: { href: string; label: string }[];
}

const overviewPage = template<{ title: string; parts: Part[] }>('account/overview');

/** One's account at a glance, and the way to each of its parts. */
export const overviewRoutes = [
  route({
    ...aPage,
    method: 'get',
    path: accountPath,
    access: 'trainee',
    summary: 'My account: what is known of me, and the way to change it',
    handle: async (exchange) => await showOverview(exchange),
  }),
];

async function showOverview(exchange: OwnExchange): Promise<Reply> {
  const context = contextOf(exchange.req);
  const { title } = context.texts.account;
  const parts = partsOf(context, await knownOf(exchange));
  return await showPage(exchange, { title, main: overviewPage({ title, parts }) });
}

async function knownOf(exchange: OwnExchange) {
  const { em, caller } = exchange;
  const [identity, profile, factor, linkedAt, preferences, feed] = await Promise.all([
    identityOf(em, caller.id),
    showProfile(exchange),
    showSecondFactor(exchange),
    linkedSince(em, caller.id),
    readPreferences(exchange),
    readFeed(exchange),
  ]);
  if (identity === null) throw new Problem('authentication_required');
  return { identity, profile, factor: secondFactorSchema.parse(factor.json), linkedAt, preferences, feed };
}

type Known = Awaited<ReturnType<typeof knownOf>>;

function partsOf(context: PageContext, known: Known): Part[] {
  const { account: t } = context.texts;
  const { identity, factor, linkedAt, preferences, feed } = known;
  const date = (at: string) => context.dates.dateTime(instant(Date.parse(at)));
  const wanted = preferences.optional.filter((kind) => kind.wanted).length;
  const part = (id: string, { heading, link }: { heading: string; link: string }, facts: Fact[]): Part => ({
    id,
    heading,
    facts,
    links: [{ href: `${accountPath}/${id}`, label: link }],
  });
  const data = part('donnees', t.data, []);
  return [
    part('profil', t.profile, profileFacts(context, known)),
    part('adresse-electronique', t.email, [{ name: t.email.label, value: identity.email }]),
    part('mot-de-passe', t.password, []),
    part('double-authentification', t.factor, [
      { name: t.factor.state, value: factor.enabled ? t.factor.on : t.factor.off },
      ...codesLeftFacts(context, factor),
    ]),
    part('franceconnect', t.franceConnect, [
      {
        name: t.franceConnect.state,
        value: linkedAt === null ? t.franceConnect.notLinked : t.franceConnect.linked(date(linkedAt)),
      },
    ]),
    part('sessions', t.sessions, []),
    part('preferences', t.preferences, [
      { name: t.preferences.language, value: t.preferences.languages[preferences.language] },
      { name: t.preferences.optional, value: t.preferences.wanted(wanted, preferences.optional.length) },
    ]),
    part('agenda', t.calendar, [
      {
        name: t.calendar.state,
        value: feed.createdAt === null ? t.calendar.none : t.calendar.madeOn(date(feed.createdAt)),
      },
    ]),
    { ...data, links: [...data.links, { href: `${accountPath}/fermeture`, label: t.closing.link }] },
  ];
}

function profileFacts({ language, texts }: PageContext, { identity, profile }: Known): Fact[] {
  const { account, registration } = texts;
  const { profile: t, none } = account;
  const { address, diploma, category, phone } = profile;
  const levels: Readonly<Record<string, string>> = registration.diplomaLevels(diplomaLevels);
  const groups: Readonly<Record<string, string>> = registration.categories(socioProfessionalCategories);
  const lines = [
    address?.street,
    address?.complement,
    address && `${address.postcode} ${address.city}`.trim(),
    address && address.country !== 'FR' ? countryNames(language)[address.country] : null,
  ];
  const where = lines.filter((line) => line != null && line !== '').join(', ');
  return [
    { name: t.name, value: identity.name },
    { name: t.phone, value: phone === null ? none : shownPhone(phone) },
    { name: t.address, value: where === '' ? none : where },
    {
      name: t.diploma,
      value:
        diploma === null ? registration.noDiploma : t.diplomaIn(levels[diploma.level] ?? '', diploma.year),
    },
    { name: t.category, value: category === null ? none : (groups[category] ?? none) },
  ];
}
