/** How many recovery codes there are when they are made. */
export const recoveryCodeCount = 10;

/** From how many on down their owner is advised to make new ones. */
export const fewRecoveryCodes = 2;
