/** A failure whose message is written for the person at the keyboard; everything else that is thrown here is a bug and keeps its stack. */
export class SetupError extends Error {}

export const NO_NETWORK = 'Check the network connection and run the command again.'
