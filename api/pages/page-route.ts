/** What every route of a page declares: it is not part of the API's document. */
export const aPage = { tag: 'pages', hidden: true, successes: [] } as const;
