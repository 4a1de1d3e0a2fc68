/**
 * Who may import whom, as data: the table of the house rules. `check-layers.mjs` reads the sources and compares.
 */

/**
 * A part of the tree with rules of its own. What is not listed is not allowed.
 * @typedef {object} Room
 * @property {string} name
 * @property {RegExp} files which files belong to it, by path from the root; the first room that matches has the file
 * @property {readonly string[]} rooms whom it may import; `shared/` stands for every room below
 * @property {readonly string[]} [types] rooms of which it may import types only
 * @property {readonly (string | RegExp)[]} [packages]
 * @property {boolean} [node] whether Node's own modules are allowed
 * @property {string} reason why it is so
 */

const ui = ['react', /^react\//, /^@fluentui\//];
const anyPackage = [/./];

/** @type {readonly Room[]} */
export const rooms = [
  {
    name: 'shared/contract/channels',
    files: /^shared\/contract\/channels\.ts$/,
    rooms: [],
    reason: 'the preload script imports the channel names and must carry nothing else',
  },
  {
    name: 'shared/contract',
    files: /^shared\/contract\//,
    rooms: ['shared/contract/channels'],
    packages: ['zod'],
    reason: 'the contract is what every side agrees on, and depends on no side',
  },
  ...['language', 'command-line', 'exposition'].map((name) => ({
    name: `shared/${name}`,
    files: new RegExp(`^shared/${name}/`),
    rooms: [],
    reason: 'it could be published alone',
  })),
  {
    name: 'shared/pipeline',
    files: /^shared\/pipeline\//,
    rooms: ['shared/language'],
    reason: 'the simulator knows the language and nothing else',
  },
  ...['setup', 'plan'].map((name) => ({
    name: `shared/${name}`,
    files: new RegExp(`^shared/${name}/`),
    rooms: ['shared/language', 'shared/contract', 'shared/contract/channels', 'shared/command-line'],
    packages: name === 'setup' ? ['diff'] : [],
    reason: 'both sides use it, so it may touch neither Node nor the page',
  })),
  { name: 'shared', files: /^shared\/globals\.d\.ts$/, rooms: [], reason: 'it declares what every side has' },

  {
    name: 'electron/machine',
    files: /^electron\/machine\//,
    rooms: ['shared/'],
    reason: 'facets are interfaces; nobody who needs one may come to know an implementation',
  },
  ...['machine-windows', 'machine-demo'].map((name) => ({
    name: `electron/${name}`,
    files: new RegExp(`^electron/${name}/`),
    rooms: ['electron/machine', 'shared/'],
    packages: name === 'machine-windows' ? ['node-powershell', 'zod'] : ['zod'],
    node: true,
    reason: 'a machine implements the facets and knows nobody who uses them',
  })),
  {
    name: 'electron/demo-alloy',
    files: /^electron\/demo-alloy\//,
    rooms: ['shared/'],
    packages: ['protobufjs', /^protobufjs\//, 'snappyjs', 'zod'],
    node: true,
    reason: 'the demo Alloy is a program of its own, which knows nothing of the app',
  },
  {
    name: 'electron/alloy-api',
    files: /^electron\/alloy-api\//,
    rooms: ['electron/machine', 'shared/'],
    packages: ['zod'],
    node: true,
    reason: 'the client of Alloy works without Electron and on every machine',
  },
  {
    name: 'electron/apply',
    files: /^electron\/apply\//,
    rooms: ['electron/alloy-api', 'electron/machine', 'shared/'],
    packages: ['zod', 'diff'],
    node: true,
    reason: 'the one transaction works over facets, whatever is behind them',
  },
  {
    name: 'electron/features',
    files: /^electron\/features\//,
    rooms: ['electron/machine', 'electron/apply', 'electron/alloy-api', 'shared/'],
    reason: 'a feature is called with values and knows neither Electron nor an implementation nor another feature',
  },
  {
    name: 'electron/preload',
    files: /^electron\/preload\//,
    rooms: ['shared/contract/channels'],
    types: ['shared/contract'],
    packages: ['electron'],
    reason: 'the preload script is the thinnest possible bridge',
  },
  ...['shell', 'ipc'].map((name) => ({
    name: `electron/${name}`,
    files: new RegExp(`^electron/${name}/`),
    rooms: ['shared/'],
    packages: ['electron', ...(name === 'ipc' ? ['zod'] : [])],
    node: true,
    reason: 'windows and channels carry what features do, and know none of them',
  })),
  {
    name: 'electron/compose',
    files: /^electron\/(main\.ts$|compose\/|virtual-modules\.d\.ts$)/,
    rooms: [
      ...['alloy-api', 'apply', 'features', 'ipc', 'machine', 'machine-demo', 'machine-windows', 'shell'].map(
        (name) => `electron/${name}`,
      ),
      'shared/',
    ],
    packages: ['electron', 'virtual:renderer-files', 'virtual:module-hashes'],
    node: true,
    reason: 'the composition knows every room of the main process, but starts the demo Alloy by its path',
  },

  {
    name: 'renderer/word-files',
    files: /^renderer\/.*\.words(\.[a-z]{2})?\.ts$/,
    rooms: ['shared/'],
    types: ['renderer/words'],
    reason: 'words are sentences, merged into one dictionary; they need nothing',
  },
  {
    name: 'renderer/features',
    files: /^renderer\/features\//,
    rooms: [
      'renderer/platform',
      'renderer/parts',
      'renderer/editor',
      'renderer/words',
      'renderer/word-files',
      'shared/',
    ],
    packages: ui,
    reason: 'features meet only in renderer/app',
  },
  {
    name: 'renderer/parts',
    files: /^renderer\/parts\//,
    rooms: ['renderer/words', 'renderer/word-files', 'renderer/editor', 'shared/'],
    packages: [...ui, 'diff'],
    reason: 'a part takes values and callbacks, so that any feature can use it',
  },
  {
    name: 'renderer/platform',
    files: /^renderer\/platform\//,
    rooms: ['shared/'],
    packages: ['react'],
    reason: 'it carries values between the page and the main process and shows nothing',
  },
  {
    name: 'renderer/words',
    files: /^renderer\/words\//,
    rooms: ['renderer/word-files', 'shared/'],
    packages: ['react'],
    reason: 'the dictionary is merged from word files and knows no component',
  },
  {
    name: 'renderer/editor',
    files: /^renderer\/editor\//,
    rooms: ['shared/'],
    packages: ['react', 'monaco-editor', /^monaco-editor\//],
    reason: 'it is the only place that knows Monaco',
  },
  {
    name: 'renderer/app',
    files: /^renderer\/(app\/|[^/]+$)/,
    rooms: ['renderer/', 'shared/'],
    packages: [...ui, /^react-dom/],
    reason: 'the page is a browser program: it reaches the machine through the contract alone',
  },

  {
    name: 'build',
    files: /^(build\/|[^/]+\.config\.ts$)/,
    rooms: ['shared/'],
    packages: anyPackage,
    node: true,
    reason: 'tools use built files by path, never the sources of the app',
  },
  {
    name: 'test',
    files: /^test\//,
    rooms: ['shared/', 'electron/', 'renderer/', 'build'],
    packages: anyPackage,
    node: true,
    reason: 'tests may look at anything',
  },
];

/** Rooms whose members are strangers to one another: each folder directly below is on its own. */
export const separateFolders = ['electron/features', 'renderer/features'];

/**
 * Something that only one place may do.
 * @typedef {object} Privilege
 * @property {string} what
 * @property {RegExp} allowed the files that may
 * @property {string} reason
 * @property {readonly string[]} [imported] names imported from `electron`
 * @property {readonly string[]} [created] classes made with `new`
 * @property {{ object: RegExp, property: string }} [member] a property of an object, by the text of that object
 */

/** @type {readonly Privilege[]} */
export const privileges = [
  {
    what: 'ipcMain',
    imported: ['ipcMain'],
    allowed: /^electron\/ipc\//,
    reason: 'every channel is registered behind the sender guard and a schema',
  },
  {
    what: 'webContents.send',
    member: { object: /contents$/i, property: 'send' },
    allowed: /^electron\/ipc\//,
    reason: 'what goes to a page is an event of the contract',
  },
  {
    what: 'a new window or view',
    created: ['BrowserWindow', 'WebContentsView', 'BrowserView'],
    allowed: /^electron\/shell\//,
    reason: 'one factory makes the preferences of every window',
  },
  {
    what: 'loadURL',
    member: { object: /./, property: 'loadURL' },
    allowed: /^electron\/shell\//,
    reason: 'the guards do not see it, so one function checks the address',
  },
  {
    what: 'the bridge of the preload script',
    imported: ['contextBridge', 'ipcRenderer'],
    allowed: /^electron\/preload\//,
    reason: 'what the page can reach is decided in one file',
  },
  {
    what: 'window.alloy',
    member: { object: /^(window|globalThis|self)$/, property: 'alloy' },
    allowed: /^renderer\/platform\//,
    reason: 'the page talks to the main process through one typed client',
  },
];

/** Everything that ships; the privileges hold there. */
export const shipped = /^(shared|electron|renderer)\//;
