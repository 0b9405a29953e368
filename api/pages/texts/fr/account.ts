import type { OptionalKind } from '../../../../domain/notices/preferences.ts';

const optionalMails: Record<OptionalKind, string> = {
  message: 'L’organisme m’a écrit un message',
};

/** One's own account. */
export const account = {
  title: 'Mon compte',
  back: 'Mon compte',
  change: 'Modifier',
  none: 'Non renseigné',
  profile: {
    heading: 'Mes coordonnées et mon profil',
    name: 'Nom',
    phone: 'Téléphone',
    address: 'Adresse',
    diploma: 'Diplôme le plus élevé',
    diplomaIn: (level: string, year: number) => `${level} (${year})`,
    category: 'Catégorie socio-professionnelle',
    link: 'Modifier mes coordonnées et mon profil',
    intro: 'Les organismes de formation utilisent votre téléphone pour vous joindre.',
    button: 'Enregistrer',
  },
  email: {
    heading: 'Mon adresse électronique',
    label: 'Adresse électronique',
    link: 'Changer d’adresse électronique',
    now: (email: string) => `Votre adresse est ${email}.`,
    intro:
      'Un lien est envoyé à la nouvelle adresse : elle remplace l’ancienne quand vous l’ouvrez, dans l’heure.',
    newLabel: 'Nouvelle adresse électronique',
    button: 'Recevoir le lien',
  },
  password: {
    heading: 'Mon mot de passe',
    link: 'Changer de mot de passe',
    intro: 'Vos autres sessions sont terminées quand vous changez de mot de passe.',
    newLabel: 'Nouveau mot de passe',
    button: 'Changer mon mot de passe',
  },
  sessions: {
    heading: 'Mes sessions',
    link: 'Voir mes sessions',
    intro:
      'Les appareils sur lesquels votre compte est ouvert. Vous ne reconnaissez pas une session ? Terminez-la, puis changez de mot de passe.',
    current: 'Cette session',
    unknownDevice: 'Appareil inconnu',
    network: (network: string) => `Réseau ${network}`,
    started: (date: string) => `Ouverte le ${date}`,
    seen: (date: string) => `Utilisée pour la dernière fois le ${date}`,
    end: 'Terminer cette session',
    endNamed: (device: string) => `Terminer la session : ${device}`,
    endsCurrent: (idle: string, end: string) =>
      `Elle se termine à ${idle} si vous ne faites rien, et au plus tard à ${end}.`,
  },
  factor: {
    heading: 'Double authentification',
    state: 'État',
    on: 'Activée',
    off: 'Désactivée',
    link: 'Gérer la double authentification',
    introOff: [
      'À chaque connexion, un code de votre téléphone est demandé en plus de votre mot de passe. Qui vole votre mot de passe ne peut alors pas utiliser vos droits.',
      'Il vous faut une application d’authentification sur votre téléphone, par exemple FreeOTP, Aegis ou Google Authenticator.',
    ],
    turnOn: 'Activer la double authentification',
    enrolTitle: 'Ajoutez votre compte à l’application',
    enrolIntro: [
      'Dans votre application, ajoutez un compte en photographiant ce code. Puis saisissez les 6 chiffres qu’elle affiche.',
    ],
    qrAlt: 'Code à photographier avec votre application ; le même secret est écrit en dessous',
    secret: 'Vous ne pouvez pas photographier ? Saisissez cette clé dans l’application\u00a0:',
    codeLabel: 'Code à 6 chiffres de l’application',
    confirm: 'Activer',
    again: 'Recommencer avec un nouveau code à photographier',
    codesTitle: 'La double authentification est activée',
    codesText: [
      'Voici vos codes de secours : chacun remplace une fois le code de votre téléphone, si vous le perdez.',
      'Notez-les ou imprimez-les maintenant : ils ne seront plus jamais affichés.',
    ],
    codesDone: 'J’ai noté mes codes',
    introOn: 'La double authentification est activée.',
    turnOff: 'Désactiver la double authentification',
  },
  franceConnect: {
    heading: 'FranceConnect+',
    state: 'Lien avec FranceConnect+',
    linked: (date: string) => `Lié depuis le ${date}`,
    notLinked: 'Pas de lien',
    link: 'Gérer le lien avec FranceConnect+',
    linkedText: (date: string) =>
      `Votre compte est lié à FranceConnect+ depuis le ${date} : vous pouvez vous connecter avec lui.`,
    unlinkText: 'Sans ce lien, vous vous connecterez avec votre numéro et votre mot de passe.',
    unlink: 'Supprimer le lien',
    notLinkedText:
      'Liez votre compte à FranceConnect+ pour vous connecter sans mot de passe. Après votre connexion chez FranceConnect+, votre numéro et votre mot de passe vous sont demandés une fois.',
    begin: 'Lier avec FranceConnect+',
    unavailable: 'FranceConnect+ n’est pas proposé pour l’instant.',
  },
  preferences: {
    heading: 'Mes emails',
    language: 'Langue de nos emails',
    languages: { fr: 'Français', en: 'English' },
    optional: 'Emails facultatifs',
    wanted: (count: number, all: number) => `${count} sur ${all}`,
    link: 'Choisir mes emails',
    intro:
      'Vous recevez toujours ce qui vous demande d’agir, et ce qui concerne une date limite, de l’argent, une entrée, une fin, une annulation ou votre compte. Cochez ce que vous voulez recevoir en plus.',
    mails: optionalMails,
    button: 'Enregistrer mes choix',
  },
  calendar: {
    heading: 'Mon agenda',
    state: 'Adresse d’agenda',
    madeOn: (date: string) => `Créée le ${date}`,
    none: 'Aucune',
    link: 'Gérer l’adresse d’agenda',
    intro:
      'Une adresse privée montre vos dates limites et vos sessions dans votre agenda (téléphone, ordinateur), et les tient à jour. Qui a l’adresse voit vos dates : ne la donnez à personne.',
    make: 'Créer une adresse',
    replace: 'Remplacer l’adresse',
    replaceText: 'Une nouvelle adresse remplace l’ancienne, qui ne fonctionne plus.',
    revoke: 'Supprimer l’adresse',
    madeTitle: 'Votre adresse d’agenda',
    madeText: [
      'Copiez-la maintenant : elle ne sera plus affichée.',
      'Dans votre agenda, choisissez « S’abonner à un agenda » ou « Ajouter à partir d’une URL », et collez-la.',
    ],
    address: 'Adresse à copier',
  },
  data: {
    heading: 'Mes données',
    link: 'Obtenir une copie de mes données',
    intro:
      'Vous pouvez obtenir une copie de toutes les données que nous gardons sur vous, une fois par jour. Un email vous prévient quand elle est prête.',
    ask: 'Demander une copie',
    list: 'Vos copies',
    preparing: (date: string) =>
      `Demandée le ${date} : en préparation. Rechargez cette page dans un instant.`,
    ready: (date: string, until: string) => `Demandée le ${date}, à télécharger jusqu’au ${until} :`,
    erased: (date: string) => `Demandée le ${date} : effacée depuis.`,
    json: 'Fichier JSON (pour un logiciel)',
    pdf: 'Fichier PDF (à lire)',
  },
  closing: {
    link: 'Fermer mon compte',
    title: 'Fermer mon compte',
    intro: [
      'Voici ce qui se passe si vous fermez votre compte\u00a0:',
      'Votre compte est fermé aussitôt : toutes vos sessions se terminent, et personne ne peut plus se connecter.',
      'Pendant 30 jours, vous pouvez changer d’avis et le rouvrir avec votre numéro et votre mot de passe.',
      'Ensuite, votre adresse électronique, votre téléphone, votre adresse et vos moyens de connexion sont effacés pour toujours, et vos droits ne sont plus utilisables ici.',
      'Vos dossiers de formation sont conservés aussi longtemps que la loi le demande, puis effacés avec votre identité.',
      'Tant qu’un dossier est en cours, ou un brouillon, votre compte ne peut pas être fermé.',
    ],
    understood: 'J’ai compris les conséquences',
    notUnderstood: 'Cochez la case pour continuer : sans votre accord, rien n’est fait.',
    button: 'Fermer mon compte',
    closedTitle: 'Votre compte est fermé',
    closedText: [
      'Un email vous le confirme, avec la date jusqu’à laquelle vous pouvez changer d’avis.',
      'Pendant 30 jours, vous pouvez rouvrir votre compte.',
    ],
    reopen: 'Rouvrir mon compte',
    reopenTitle: 'Rouvrir mon compte',
    reopenIntro:
      'Vous avez fermé votre compte il y a moins de 30 jours ? Donnez votre numéro et votre mot de passe : il est rouvert.',
    codeLabel: 'Code de la double authentification (si vous l’aviez activée)',
    reopenedTitle: 'Votre compte est rouvert',
    reopenedText: ['L’effacement est annulé. Dans un instant, vous pourrez vous connecter.'],
    logIn: 'Se connecter',
  },
};
