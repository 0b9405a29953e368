import { memberAccountPageRoutes } from './account/routes.ts';
import { memberDossierRoutes } from './dossier/routes.ts';
import { bulkRoutes } from './inbox/bulk-routes.ts';
import { inboxRoutes } from './inbox/routes.ts';
import { invitationRoutes } from './invitation/routes.ts';
import { keyPageRoutes } from './keys/routes.ts';
import { memberLogInRoutes } from './login/routes.ts';
import { memberPageRoutes } from './members/routes.ts';
import { memberPasswordRoutes } from './password/routes.ts';
import { memberFactorRoutes } from './second-factor/routes.ts';
import { preferencePageRoutes } from './preferences/routes.ts';
import { sessionPageRoutes } from './sessions/routes.ts';
import { webhookPageRoutes } from './webhooks/routes.ts';

/** The pages of organisations; what each needs is in `domain/organisation/permissions.ts`. */
export const organisationPageRoutes = [
  ...memberLogInRoutes,
  ...invitationRoutes,
  ...memberPasswordRoutes,
  ...memberFactorRoutes,
  ...memberAccountPageRoutes,
  ...memberPageRoutes,
  ...sessionPageRoutes,
  ...keyPageRoutes,
  ...webhookPageRoutes,
  ...preferencePageRoutes,
  ...inboxRoutes,
  ...bulkRoutes,
  ...memberDossierRoutes,
];
