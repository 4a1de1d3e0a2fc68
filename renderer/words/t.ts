/** From ids to sentences. */
import type { Failure } from '../../shared/contract/result';
import type {
  CauseWords,
  NoteWords,
  PlanWords,
  ProgressWords,
  UndoWords,
  WordParams,
} from '../../shared/contract/words';
import { appWords } from '../app/app.words';
import { aboutWords } from '../features/about/about.words';
import { overviewWords } from '../features/overview/overview.words';
import { rightsWords } from '../features/rights/rights.words';
import { collectorWords } from '../features/setup/collector.words';
import { setupWords } from '../features/setup/setup.words';
import { partsWords } from '../parts/parts.words';
import { causeWords, noteWords, planWords, progressWords, reasonWords, undoWords } from './contract.words';
import { say } from './format';
import type { ContractWord, ErrorSentence, ErrorWord, ParamReader, PlanSentence, PlanWord, Say } from './word';

const dictionary = {
  ...appWords,
  ...partsWords,
  ...overviewWords,
  ...setupWords,
  ...collectorWords,
  ...aboutWords,
  ...rightsWords,
};

type Dictionary = typeof dictionary;
export type WordId = keyof Dictionary;
/** Ids whose word needs no data. */
export type PlainWordId = { [K in WordId]: Dictionary[K] extends string ? K : never }[WordId];

type ParamsOf<K extends WordId> = Dictionary[K] extends (params: infer P, say: Say) => string ? [params: P] : [];

/** The sentence for an id; data only where the sentence needs some. */
export function t<K extends WordId>(id: K, ...params: ParamsOf<K>): string {
  const word = dictionary[id] as string | ((params: unknown, say: Say) => string);
  return typeof word === 'string' ? word : word(params[0], say);
}

function reader(params: WordParams | undefined): ParamReader {
  const valueOf = (name: string): string | number | undefined =>
    params !== undefined && Object.hasOwn(params, name) ? params[name] : undefined;
  return {
    has: (name) => valueOf(name) !== undefined,
    text: (name, otherwise = '') => String(valueOf(name) ?? otherwise),
    number: (name, otherwise = 0) => {
      const value = Number(valueOf(name) ?? otherwise);
      return Number.isFinite(value) ? value : otherwise;
    },
  };
}

const sentences: Readonly<Record<string, ContractWord>> = { ...progressWords, ...undoWords, ...noteWords };

/** A progress step, an undo or a note in words. */
export function sentenceOf(words: ProgressWords | UndoWords | NoteWords): string {
  const word = sentences[words.id] ?? words.id;
  return typeof word === 'string' ? word : word(reader(words.params), say);
}

export function planSentenceOf({ id, params }: PlanWords): PlanSentence {
  const word: PlanWord = planWords[id];
  return typeof word === 'function' ? word(reader(params), say) : word;
}

/** Why an endpoint does not take data, in three parts. */
export function explainCause({ id, params }: CauseWords): ErrorSentence {
  const word: ErrorWord = causeWords[id];
  return typeof word === 'function' ? word(reader(params), say) : word;
}

/** Why something failed, in three parts. */
export function explainFailure({ reason, params }: Pick<Failure, 'reason' | 'params'>): ErrorSentence {
  const word: ErrorWord = reasonWords[reason];
  return typeof word === 'function' ? word(reader(params), say) : word;
}

/** The parts one after the other, for places with room for a single text. */
export function joinSentence({ happened, means, todo }: ErrorSentence): string {
  return [happened, means, todo].filter((part) => part !== undefined && part !== '').join(' ');
}
