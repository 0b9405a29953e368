/** What is said of files, wherever they stand. */
export const files = {
  kilobytes: (size: string) => `${size} ko`,
  megabytes: (size: string) => `${size} Mo`,
};
