/** The languages in which people are spoken and written to; the first, the service's own, unless a person chose. */
export const languages = ['fr', 'en'] as const;

/** The language of a page or a mail. */
export type Language = (typeof languages)[number];
