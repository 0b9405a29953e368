/** Accepting an invitation. */
export const invitation = {
  title: 'Accepter votre invitation',
  intro: [
    'Un organisme de formation vous donne accès à son espace. Indiquez votre nom et choisissez votre mot de passe.',
  ],
  /** The script puts the address and the organisation in place of the braces. */
  forWhom: 'Invitation pour {email}, de la part de {organisation}.',
  notValid:
    'Cette invitation a déjà servi ou a expiré. Si vous avez déjà choisi un mot de passe, connectez-vous. Sinon, demandez à un administrateur de votre organisme de vous la renvoyer.',
  name: 'Prénom et nom, lus par vos collègues',
  password: 'Mot de passe',
  button: 'Ouvrir mon accès',
  forgotten: 'J’ai déjà un accès, mais j’ai oublié mon mot de passe',
  doneTitle: 'Votre accès est ouvert',
  doneText: [
    'Connectez-vous avec votre adresse électronique et le mot de passe que vous venez de choisir.',
    'Nous vous proposerons ensuite la double authentification : elle est nécessaire pour publier des sessions et pour administrer l’espace de votre organisme.',
  ],
  goOn: 'Se connecter',
};

/** A lost password. */
export const password = {
  forgotten: 'Mot de passe oublié ?',
  forgottenIntro: [
    'Indiquez votre adresse électronique professionnelle : si elle a un accès, un lien vous est envoyé par email. Il est valable une heure.',
  ],
  sentTitle: 'Regardez vos emails',
  sentText: [
    'Si cette adresse a un accès, un lien vient de lui être envoyé.',
    'Vous ne recevez rien ? Regardez parmi les messages indésirables, puis recommencez. Si votre invitation n’a pas encore été acceptée, demandez à un administrateur de vous la renvoyer.',
  ],
  changedText: [
    'Toutes vos sessions sont terminées. Connectez-vous avec le nouveau mot de passe.',
    'Votre double authentification, si vous en avez une, reste la même.',
  ],
};

/** The second factor of a member. */
export const secondFactor = {
  title: 'Double authentification',
  back: 'Mon compte',
  why: 'En plus de votre mot de passe, vous donnez un code affiché par une application de votre téléphone. Un mot de passe volé ne suffit alors plus.',
  needed: 'Elle est nécessaire pour publier des sessions, gérer les membres, les clés d’API et les webhooks.',
  off: 'La double authentification n’est pas activée.',
  on: 'La double authentification est activée.',
  onWithout:
    'Elle est activée, mais cette session a été ouverte sans elle. Déconnectez-vous puis reconnectez-vous avec votre code.',
  begin: 'Activer la double authentification',
  setUpTitle: 'Activer la double authentification',
  app: 'Installez une application d’authentification sur votre téléphone (par exemple Aegis, FreeOTP ou celle de votre entreprise).',
  scan: 'Avec l’application, photographiez ce code.',
  qr: 'Code QR pour l’application d’authentification',
  type: 'Vous ne pouvez pas le photographier ? Tapez cette clé dans l’application\u00a0:',
  open: 'Ouvrir dans une application de cet appareil',
  confirm: 'Saisissez le code à 6 chiffres que l’application affiche.',
  code: 'Code à 6 chiffres',
  confirmButton: 'Vérifier et activer',
  codesTitle: 'Vos codes de secours',
  codesText: [
    'La double authentification est activée. Vos autres sessions sont terminées.',
    'Si vous perdez votre téléphone, chacun de ces codes remplace une fois celui de l’application. Ils ne seront plus jamais affichés : imprimez-les ou rangez-les dans un gestionnaire de mots de passe.',
  ],
  codesGoOn: 'J’ai rangé mes codes',
  removeHeading: 'Désactiver',
  removeText:
    'Vous avez changé de téléphone ? Désactivez la double authentification avec votre mot de passe et un code, puis activez-la de nouveau. Tant qu’elle est désactivée, vous ne pouvez ni publier de sessions ni administrer l’espace. Sans code, un administrateur de votre organisme peut la retirer.',
  removeCode: 'Code à 6 chiffres, ou code de secours',
  removeButton: 'Désactiver la double authentification',
};

/** What a member is asked before what opens a lasting way in. */
export const proof = {
  title: 'Confirmez que c’est bien vous',
  intro:
    'Vous êtes connecté(e) depuis un moment. Pour protéger votre organisme, donnez votre mot de passe : ce que vous avez demandé se fera ensuite, sans rien saisir de nouveau.',
  password: 'Votre mot de passe',
  button: 'Confirmer',
  cancel: 'Ne rien faire et revenir à la page',
};

/** A member's own account. */
export const account = {
  title: 'Mon compte',
  identityHeading: 'Votre accès',
  name: 'Nom',
  email: 'Adresse électronique',
  role: 'Rôle',
  organisation: 'Organisme',
  secondFactor: 'Double authentification',
  on: 'activée',
  off: 'non activée',
  manage: 'Gérer la double authentification',
  passwordHeading: 'Changer mon mot de passe',
  currentPassword: 'Mot de passe actuel',
  newPassword: 'Nouveau mot de passe',
  passwordButton: 'Changer mon mot de passe',
  sessionsHeading: 'Mes connexions',
  sessionsText: 'Vous ne reconnaissez pas une connexion ? Fermez-la, puis changez votre mot de passe.',
  thisOne: 'Cette connexion',
  unknownDevice: 'Appareil inconnu',
  startedAt: (date: string) => `Ouverte le ${date}`,
  seenAt: (date: string) => `utilisée le ${date}`,
  from: (network: string) => `depuis ${network}`,
  end: 'Fermer',
  endNamed: (device: string) => `Fermer la connexion ${device}`,
  languageHeading: 'Langue des pages',
  languageText: 'Le choix vaut pour ce navigateur.',
  mailLanguageHeading: 'Langue de mes emails',
  mailLanguageText:
    'Elle vaut pour les emails écrits à vous seul(e) : invitation, mot de passe, sécurité. La langue des emails de votre organisme se choisit dans les préférences.',
  mailLanguage: 'Langue',
  organisationLanguage: 'Celle de mon organisme',
  mailLanguageButton: 'Choisir cette langue',
};
