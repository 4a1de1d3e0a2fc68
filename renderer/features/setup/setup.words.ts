export const setupWords = { 'setup-title': 'Set up' } as const;
