/** The languages in which people are spoken to, the first being the service's own. */
export const languages = ['fr', 'en'] as const;

/** The language of a page or a mail. */
export type Language = (typeof languages)[number];
