/** What a word file may say: a sentence, or a function that makes one from data. */

/** Numbers and times as text; word functions get it, so that word files need no import of code. */
export interface Say {
  /** `1,912`; at most the decimals given. */
  readonly number: (value: number, decimals?: number) => string;
  /** `1 collector`, `17 collectors`. */
  readonly count: (value: number, one: string, many: string) => string;
  /** `214 MB` */
  readonly bytes: (value: number) => string;
  /** `14:02`, or `12 August 09:31` on another day than `nowMs`. */
  readonly time: (atMs: number, nowMs: number) => string;
}

/** Parameters as main sent them: any of them may be missing, and a sentence still has to be one. */
export interface ParamReader {
  readonly has: (name: string) => boolean;
  readonly text: (name: string, otherwise?: string) => string;
  readonly number: (name: string, otherwise?: number) => number;
}

export type ContractWord = string | ((params: ParamReader, say: Say) => string);

/** An error has three parts; a part that has nothing to say is absent. */
export interface ErrorSentence {
  readonly happened: string;
  /** What it means for the data, or for the machine. */
  readonly means?: string | undefined;
  readonly todo?: string | undefined;
}
export type ErrorWord = ErrorSentence | ((params: ParamReader, say: Say) => ErrorSentence);

/** A plan step: what is done, and in which detail. */
export interface PlanSentence {
  readonly what: string;
  readonly detail?: string | undefined;
}
export type PlanWord = PlanSentence | ((params: ParamReader, say: Say) => PlanSentence);
