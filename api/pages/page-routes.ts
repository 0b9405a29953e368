import type { Route } from '../http/route.ts';
import { accountPageRoutes } from './account/routes.ts';
import { emailLinkRoutes } from './account-links/email-routes.ts';
import { passwordLinkRoutes } from './account-links/password-routes.ts';
import { assetRoutes } from './asset-routes.ts';
import { cancellationPageRoutes } from './cancellation/routes.ts';
import { dossierMessagePageRoutes } from './dossier/message-routes.ts';
import { paymentPageRoutes } from './dossier/payment-routes.ts';
import { dossierPageRoutes } from './dossier/routes.ts';
import { dossiersPageRoutes } from './dossiers/routes.ts';
import { organisationPageRoutes } from './organisation/page-routes.ts';
import { homeRoutes } from './home/routes.ts';
import { languageRoutes } from './language/routes.ts';
import { franceConnectPageRoutes } from './login/franceconnect-routes.ts';
import { takeoverPageRoutes } from './login/takeover-routes.ts';
import { logInRoutes } from './login/routes.ts';
import { secondStepRoutes } from './login/second-step-routes.ts';
import { messagePageRoutes } from './messages/routes.ts';
import { proofPageRoutes } from './proofs/routes.ts';
import { checkRoutes } from './registration/check-routes.ts';
import { codeRoutes } from './registration/code-routes.ts';
import { identityRoutes } from './registration/identity-routes.ts';
import { profileRoutes } from './registration/profile-routes.ts';
import { rightsPageRoutes } from './rights/routes.ts';
import { sendingPageRoutes } from './sending/routes.ts';
import { searchRoutes } from './search/routes.ts';
import { termsRoutes } from './terms/routes.ts';
import { trainingRoutes } from './training/routes.ts';
import { understandRoutes } from './understand/routes.ts';

/** Every page, and the files that pages load. Each calls the functions that the JSON API calls. */
export const pageRoutes: readonly Route[] = [
  ...assetRoutes,
  ...homeRoutes,
  ...languageRoutes,
  ...searchRoutes,
  ...trainingRoutes,
  ...logInRoutes,
  ...secondStepRoutes,
  ...franceConnectPageRoutes,
  ...takeoverPageRoutes,
  ...passwordLinkRoutes,
  ...emailLinkRoutes,
  ...identityRoutes,
  ...checkRoutes,
  ...codeRoutes,
  ...profileRoutes,
  ...accountPageRoutes,
  ...rightsPageRoutes,
  ...dossiersPageRoutes,
  ...dossierPageRoutes,
  ...dossierMessagePageRoutes,
  ...sendingPageRoutes,
  ...paymentPageRoutes,
  ...cancellationPageRoutes,
  ...proofPageRoutes,
  ...messagePageRoutes,
  ...understandRoutes,
  ...termsRoutes,
  ...organisationPageRoutes,
];
