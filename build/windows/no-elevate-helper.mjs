/**
 * A hook of electron-builder, run before an installer is made. A per-machine installer would always carry `elevate.exe`, a
 * program that starts others elevated, for an updater that this app does not have; the option that leaves it out is ignored
 * for such installers (app-builder-lib 26, `targets/nsis/nsisUtil.js`). The gate would find it: rule `asar-alone`.
 * @param {{ packager: { info: { framework: { isCopyElevateHelper?: unknown } } } }} context
 */
export default async function leaveElevateHelperOut({ packager }) {
  const { framework } = packager.info;
  if (typeof framework.isCopyElevateHelper !== 'boolean') {
    throw new Error(
      'electron-builder has another way to add elevate.exe now; see build/windows/no-elevate-helper.mjs.',
    );
  }
  framework.isCopyElevateHelper = false;
}
