import { describe, expect, it } from 'vitest';
import { root } from '../../build/run.mjs';
import { problemsOfWorkflows } from '../../build/workflows.mjs';

describe('the workflows', () => {
  it('name only npm scripts, files and programs that are there, and actions by their commit', () => {
    expect(problemsOfWorkflows(root)).toEqual([]);
  });

  it('would be refused with a script, a file, a program or an action that is not', () => {
    expect(problemsOfWorkflows('test/fixtures/workflows')).toEqual([
      'broken.yml: "actions/checkout@v5" is not held by its commit',
      'broken.yml: there is no file ".node-version"',
      'broken.yml: there is no npm script "bulid"',
      'broken.yml: there is no npm script "test"',
      'broken.yml: there is no file "build/nowhere.mjs"',
      'broken.yml: no package of ours brings the program "nothing-of-ours"',
      'empty.yml: it has no step',
    ]);
  });
});
