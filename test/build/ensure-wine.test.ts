import { expect, test } from 'vitest';
import { cacheFolder, obstacle, wineEnvironment } from '../../build/ensure-wine.mjs';

test('Wine is set up as root on a 64-bit PC with apt-get and dotnet, and elsewhere the reason is named', () => {
  const here = { isRoot: true, hasApt: true, hasDotnet: true, isX64: true };
  expect(obstacle(here)).toBeUndefined();
  expect(obstacle({ ...here, isRoot: false, hasDotnet: false })).toBe(
    'PowerShell for Windows under Wine needs root, dotnet',
  );
});

test('the set-up is kept where the variable says, or in the cache of the user', () => {
  expect(cacheFolder({ ALLOY_DESK_WINE_CACHE: '/var/wine', XDG_CACHE_HOME: '/var/cache' })).toBe('/var/wine');
  expect(cacheFolder({ XDG_CACHE_HOME: '/var/cache' })).toBe('/var/cache/alloy-desk/wine');
  expect(cacheFolder({})).toMatch(/\/\.cache\/alloy-desk\/wine$/u);
});

test('a program under Wine inherits nothing that a user has set for themselves', () => {
  process.env['WINEDLLOVERRIDES'] = 'mscoree=';
  try {
    expect(wineEnvironment('/somewhere')).not.toHaveProperty('WINEDLLOVERRIDES');
  } finally {
    delete process.env['WINEDLLOVERRIDES'];
  }
});
