/**
 * Every id that main may send instead of a sentence. The page has one word per id and language; an id without a word
 * does not compile. Parameters are data: numbers, paths, host names, and texts of Alloy or of a server as they came.
 */
import { z } from 'zod';

export const WordParams = z.record(z.string().max(40), z.union([z.string().max(20_000), z.number()]));
export type WordParams = z.infer<typeof WordParams>;

/** Why something failed. */
export const reasonIds = [
  'unexpected',
  'request-malformed',
  'request-unknown-operation',
  'sender-unknown',
  'operation-busy',
  'operation-cancelled',
  'plan-changed',
  'not-elevated',
  'elevation-declined',
  'machine-access-denied',
  'machine-record-unreadable',
  'machine-slow',
  'machine-lock-held',
  'machine-lock-foreign',
  'program-folder-open',
  'program-folder-unknown',
  'powershell-missing',
  'powershell-altered',
  'powershell-blocked',
  'powershell-slow',
  'powershell-ended',
  'computer-name-unknown',
  'service-absent',
  'service-slow',
  'service-refused',
  'service-already',
  'service-arguments-unclear',
  'config-is-directory',
  'config-foreign',
  'config-not-readable-text',
  'config-changed-meanwhile',
  'config-unreadable',
  'config-unwritable',
  'config-too-large',
  'config-incomplete',
  'file-not-found',
  'file-name-refused',
  'file-unreadable',
  'file-unwritable',
  'folder-not-protected',
  'alloy-not-answering',
  'alloy-answered-otherwise',
  'alloy-refused-file',
  'alloy-reload-unanswered',
  'alloy-ended',
  'alloy-not-ready',
  'alloy-component-unknown',
  'apply-not-found',
  'apply-undecided',
  'apply-restore-failed',
] as const;
export type ReasonId = (typeof reasonIds)[number];

/** What a running operation does now. */
export const progressIds = [
  'progress-lock',
  'progress-baseline',
  'progress-back-up',
  'progress-write',
  'progress-reload',
  'progress-start',
  'progress-stop',
  'progress-restart',
  'progress-ready',
  'progress-health',
  'progress-restore',
  'progress-commit',
  'progress-probe-name',
  'progress-probe-connection',
  'progress-probe-write',
] as const;
export type ProgressId = (typeof progressIds)[number];

/** What a plan step will do (`what`), in which detail, and how it is undone. */
export const planIds = [
  'plan-back-up',
  'plan-back-up-nothing',
  'plan-write',
  'plan-reload',
  'plan-start',
  'plan-check',
  'plan-first-sample',
  'plan-service-start',
  'plan-service-stop',
  'plan-service-restart',
  'plan-service-reload',
  'plan-keep',
  'plan-restore',
] as const;
export type PlanId = (typeof planIds)[number];

export const undoIds = [
  'undo-not-needed',
  'undo-put-back',
  'undo-remove-file',
  'undo-reload-former',
  'undo-stop-service',
  'undo-start-service',
  'undo-automatic',
] as const;
export type UndoId = (typeof undoIds)[number];

/** What a person should know before they confirm. */
export const noteIds = [
  'note-dead-endpoint-slow',
  'note-collectors-may-stop-start',
  'note-pending-samples-lost',
  'note-restart-gap',
  'note-no-data-while-stopped',
  'note-service-stopped',
  'note-no-change',
  'note-path-empty',
  'note-loads-file-of-disk',
] as const;
export type NoteId = (typeof noteIds)[number];

/** Why an endpoint does or does not take data (`endpoint-verdicts` of a real Prometheus and Alloy). */
export const causeIds = [
  'cause-accepted',
  'cause-receiver-off',
  'cause-wrong-path',
  'cause-method-refused',
  'cause-unauthorized',
  'cause-forbidden',
  'cause-bad-request',
  'cause-too-many-requests',
  'cause-server-error',
  'cause-other-status',
  'cause-redirect',
  'cause-redirect-followed',
  'cause-web-page',
  'cause-name-unknown',
  'cause-connection-refused',
  'cause-connection-timeout',
  'cause-connection-lost',
  'cause-unreachable',
  'cause-certificate',
  'cause-tls-expected',
  'cause-plain-expected',
  'cause-tls-failed',
  'cause-not-http',
  'cause-scheme-missing',
  'cause-not-known',
] as const;
export const CauseId = z.enum(causeIds);
export type CauseId = z.infer<typeof CauseId>;

const words = <T extends readonly [string, ...string[]]>(ids: T) =>
  z.strictObject({ id: z.enum(ids), params: WordParams.optional() });

export const ProgressWords = words(progressIds);
export type ProgressWords = z.infer<typeof ProgressWords>;
export const PlanWords = words(planIds);
export type PlanWords = z.infer<typeof PlanWords>;
export const UndoWords = words(undoIds);
export type UndoWords = z.infer<typeof UndoWords>;
export const NoteWords = words(noteIds);
export type NoteWords = z.infer<typeof NoteWords>;
export const CauseWords = words(causeIds);
export type CauseWords = z.infer<typeof CauseWords>;
