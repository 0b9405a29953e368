import { memberDossierRoutes } from './dossier/routes.ts';
import { bulkRoutes } from './inbox/bulk-routes.ts';
import { inboxRoutes } from './inbox/routes.ts';
import { memberLogInRoutes } from './login/routes.ts';

/** The pages of organisations; what each needs is in `domain/organisation/permissions.ts`. */
export const organisationPageRoutes = [
  ...memberLogInRoutes,
  ...inboxRoutes,
  ...bulkRoutes,
  ...memberDossierRoutes,
];
