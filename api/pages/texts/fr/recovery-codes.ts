import { recoveryCodeCount } from '../../../../domain/account/recovery-codes.ts';

/** The codes that stand in for a lost phone, for trainees and members alike. */
export const recoveryCodes = {
  name: 'Codes de secours',
  count: (left: number) => `${left} sur ${recoveryCodeCount}`,
  left: (left: number) => {
    if (left === 0) return 'Il ne vous reste aucun code de secours.';
    return left === 1 ? 'Il vous reste 1 code de secours.' : `Il vous reste ${left} codes de secours.`;
  },
  advice:
    'Créez-en de nouveaux dès maintenant : sans votre téléphone ni code de secours, vous ne pourriez plus vous connecter.',
  few: 'à renouveler',
  renew: 'Créer de nouveaux codes de secours',
  intro: [
    `Vous recevez ${recoveryCodeCount} nouveaux codes de secours. Les anciens ne fonctionneront plus.`,
    'Par sécurité, votre mot de passe et un code sont demandés. Un email vous confirmera le changement.',
  ],
  code: 'Code à 6 chiffres de l’application, ou code de secours',
  button: 'Créer de nouveaux codes',
  madeTitle: 'Vos nouveaux codes de secours',
  madeText: [
    'Les anciens codes ne fonctionnent plus. Chacun des nouveaux remplace une fois le code de votre téléphone, si vous le perdez.',
    'Notez-les ou imprimez-les maintenant : ils ne seront plus jamais affichés.',
  ],
  done: 'J’ai noté mes codes',
};
