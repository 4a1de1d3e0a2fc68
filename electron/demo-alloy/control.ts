/** The control port of the demonstration: `GET /faults` lists, `POST /faults` sets. Loopback only, no part of Alloy. */
import type { IncomingMessage } from 'node:http';
import { readFault, type Fault } from './faults';
import { errorAnswer, notFound, type Answer } from './http/answer';
import { listen, type Listening } from './http/server';

export interface ControlTarget {
  /** Answers what is in force afterwards. */
  apply(fault: Fault): readonly unknown[];
  active(): readonly unknown[];
}

/** Opens the port. */
export function openControl(address: string, target: ControlTarget): Promise<Listening> {
  return listen(address, (request) => answer(request, target));
}

async function answer(request: IncomingMessage, target: ControlTarget): Promise<Answer> {
  if (request.url !== '/faults') return notFound;
  // A page in a browser could reach the port but not leave out this header.
  if (request.headers.origin !== undefined) return errorAnswer(403, 'not for browsers');
  if (request.method === 'GET') return json(target.active());
  if (request.method !== 'POST') return errorAnswer(405, 'GET or POST');
  const fault = readFault(await body(request));
  return fault ? json(target.apply(fault)) : errorAnswer(400, 'no such fault; the README of the demo Alloy lists them');
}

function json(value: unknown): Answer {
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) };
}

async function body(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
