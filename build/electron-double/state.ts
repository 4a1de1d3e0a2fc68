/** What the double's parts know of one another's state. */
export const state = {
  isReady: false,
  isQuitting: false,
};
