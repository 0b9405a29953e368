/** What the product is called, in every language: on pages, in mails and in authenticator apps. */
export const productName = 'Dossier formation';
