/**
 * Turns files into a graph of blocks, with what the real program refuses before it evaluates anything.
 * Source: grafana/alloy `internal/runtime/internal/controller/loader.go`.
 */
import type { Block } from '../../../shared/language/views';
import { fileOf } from '../../../shared/language/views';
import type { Node } from '../../../shared/language/tree';
import { componentFacts } from '../components/unevaluated';
import type { ConfigFile, Diagnostic } from './problem';
import { diagnosticText } from './problem';
import { traversalsOf } from './references';

export interface ParsedFile extends ConfigFile {
  readonly tree: Node;
}

export type BlockKind = 'component' | 'custom' | 'config' | 'service' | 'module';

export interface GraphNode {
  readonly id: string;
  readonly kind: BlockKind;
  readonly block: Block;
  readonly file: ConfigFile;
  /** Ids of the components it refers to, in the order of the text. */
  readonly references: readonly string[];
}

export interface Graph {
  /** Each after everything it refers to. */
  readonly nodes: readonly GraphNode[];
  readonly diagnostics: readonly Diagnostic[];
}

export type StabilityLevel = 'experimental' | 'public-preview' | 'generally-available';

export interface GraphOptions {
  readonly stability: StabilityLevel;
  readonly allowsCommunity: boolean;
  /** Names of the standard library, which need no component. */
  readonly isKnownName: (name: string) => boolean;
}

const configBlocks = new Set(['logging', 'tracing']);
const serviceBlocks = new Set(['http', 'remotecfg', 'livedebugging', 'labelstore', 'otel']);
const moduleBlocks = new Set(['declare', 'foreach', 'import.file', 'import.git', 'import.http', 'import.string']);
const levels: readonly StabilityLevel[] = ['experimental', 'public-preview', 'generally-available'];

/** The graph of all files together. With diagnostics it must not be used. */
export function buildGraph(files: readonly ParsedFile[], options: GraphOptions): Graph {
  const blocks = files.flatMap((file) =>
    fileOf(file.tree).statements.flatMap((statement) =>
      statement.kind === 'block' ? [{ block: statement, file }] : [],
    ),
  );
  const namespaces = new Set(
    blocks.flatMap(({ block }) => (moduleBlocks.has(block.name) && block.label ? [block.label.text] : [])),
  );
  const diagnostics: Diagnostic[] = [];
  const found = new Map<string, GraphNode>();
  for (const { block, file } of blocks) {
    const kind = kindOf(block, namespaces);
    const id = block.label ? `${block.name}.${block.label.text}` : block.name;
    const first = found.get(id);
    const problem = first ? duplicateProblem(block, file, id, kind, first) : blockProblem(block, file, kind, options);
    if (problem) diagnostics.push(problem);
    else found.set(id, { id, kind, block, file, references: [] });
  }
  const nodes = [...found.values()].map((node) => connected(node, found, options, diagnostics));
  diagnostics.push(...cycleProblems(nodes));
  return { nodes: diagnostics.length > 0 ? nodes : inOrder(nodes), diagnostics };
}

function kindOf(block: Block, namespaces: ReadonlySet<string>): BlockKind {
  if (configBlocks.has(block.name)) return 'config';
  if (serviceBlocks.has(block.name)) return 'service';
  if (moduleBlocks.has(block.name)) return 'module';
  return namespaces.has(block.nameFragments[0]?.text ?? '') ? 'custom' : 'component';
}

function duplicateProblem(block: Block, file: ConfigFile, id: string, kind: BlockKind, first: GraphNode): Diagnostic {
  if (kind === 'service') return { message: `duplicate definition of "${block.name}"`, file, range: block.range };
  const place = diagnosticText({ message: '', file: first.file, range: first.block.range }).replace(/: $/, '');
  const { start } = block.range;
  return { message: `block ${id} already declared at ${place}`, file, range: { start, end: start + id.length } };
}

function blockProblem(block: Block, file: ConfigFile, kind: BlockKind, options: GraphOptions): Diagnostic | undefined {
  const at = (message: string): Diagnostic => ({ message, file, range: block.nameRange });
  if (block.name === 'argument' || block.name === 'export') {
    return { message: `${block.name} blocks only allowed inside a module`, file, range: block.range };
  }
  if (block.name === 'foreach' && options.stability !== 'experimental') {
    return at(stabilityText('foreach block', 'foreach', 'experimental', options.stability));
  }
  if (kind !== 'component') return undefined;
  const facts = componentFacts(block.name);
  if (!facts) return at(`cannot find the definition of component name "${block.name}"`);
  if (facts.stability === 'community') {
    if (options.allowsCommunity) return undefined;
    return at(
      `the component "${block.name}" is a community component. Use the --feature.community-components.enabled command-line flag to enable community components`,
    );
  }
  const level = levels.find((candidate) => candidate === facts.stability) ?? 'generally-available';
  if (levels.indexOf(level) < levels.indexOf(options.stability)) {
    return at(stabilityText('component', block.name, level, options.stability));
  }
  return block.label ? undefined : at(`component "${block.name}" must have a label`);
}

function stabilityText(what: string, name: string, level: string, minimum: string): string {
  return (
    `${what} "${name}" is at stability level "${level}", which is below the minimum allowed stability level "${minimum}". ` +
    `Use --stability.level command-line flag to enable "${level}" features`
  );
}

function connected(
  node: GraphNode,
  found: ReadonlyMap<string, GraphNode>,
  options: GraphOptions,
  diagnostics: Diagnostic[],
): GraphNode {
  // What stands inside a declaration or a template has names of its own.
  if (node.kind === 'module' && node.block.name !== 'foreach' && !node.block.name.startsWith('import.')) return node;
  const references = new Set<string>();
  for (const traversal of traversalsOf(node.block.body)) {
    const target = traversal.names
      .map((_name, index) => traversal.names.slice(0, index + 1).join('.'))
      .find((prefix) => found.has(prefix));
    if (target !== undefined) references.add(target);
    else if (!options.isKnownName(traversal.names[0] ?? '') && node.block.name !== 'foreach') {
      const message = `component "${traversal.names.join('.')}" does not exist or is out of scope`;
      diagnostics.push({ message, file: node.file, range: traversal.range });
    }
  }
  return { ...node, references: [...references] };
}

function cycleProblems(nodes: readonly GraphNode[]): Diagnostic[] {
  const selves = nodes.filter((node) => node.references.includes(node.id));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const reach = (from: string): Set<string> => {
    const seen = new Set<string>();
    const todo = [...(byId.get(from)?.references ?? [])];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      todo.push(...(byId.get(next)?.references ?? []));
    }
    return seen;
  };
  const reached = new Map(nodes.map((node) => [node.id, reach(node.id)]));
  const groups = new Set<string>();
  for (const node of nodes) {
    const mates = nodes.filter(
      (other) => other.id !== node.id && reached.get(node.id)?.has(other.id) && reached.get(other.id)?.has(node.id),
    );
    if (mates.length > 0)
      groups.add(
        [node, ...mates]
          .map((member) => member.id)
          .sort()
          .join(', '),
      );
  }
  return [
    ...[...groups].map((group) => ({ message: `cycle: ${group}` })),
    ...selves.map((node) => ({ message: `self reference: ${node.id}` })),
  ];
}

/** Depth first, so that a block comes after everything it refers to and otherwise where it stands in the text. */
function inOrder(nodes: readonly GraphNode[]): GraphNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const done = new Set<string>();
  const ordered: GraphNode[] = [];
  const visit = (node: GraphNode): void => {
    if (done.has(node.id)) return;
    done.add(node.id);
    for (const id of node.references) {
      const target = byId.get(id);
      if (target) visit(target);
    }
    ordered.push(node);
  };
  for (const node of nodes) visit(node);
  return ordered;
}
