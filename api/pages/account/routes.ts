import type { Route } from '../../http/route.ts';
import { calendarPageRoutes } from './calendar.ts';
import { closingPageRoutes } from './closing.ts';
import { emailPage, passwordPage } from './credentials.ts';
import { dataPageRoutes } from './data.ts';
import { formRoutes } from './form-routes.ts';
import { franceConnectLinkRoutes } from './franceconnect.ts';
import { overviewRoutes } from './overview.ts';
import { preferencesPage } from './preferences.ts';
import { profilePage } from './profile.ts';
import { secondFactorPageRoutes } from './second-factor.ts';
import { sessionsPageRoutes } from './sessions.ts';

/** One's own account in a browser. */
export const accountPageRoutes: readonly Route[] = [
  ...overviewRoutes,
  ...formRoutes(profilePage),
  ...formRoutes(emailPage),
  ...formRoutes(passwordPage),
  ...sessionsPageRoutes,
  ...secondFactorPageRoutes,
  ...franceConnectLinkRoutes,
  ...formRoutes(preferencesPage),
  ...calendarPageRoutes,
  ...dataPageRoutes,
  ...closingPageRoutes,
];
