import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Event } from './event.ts';

/** JSON with sorted keys and no undefined: the same value gives the same text everywhere (RFC 8785 for our values). */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item)).join(',')}]`;
  // Every event passes here twice: one string grows, no lists are made.
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const item = (value as Record<string, unknown>)[key];
    if (item !== undefined) text += `${text && ','}${JSON.stringify(key)}:${canonical(item)}`;
  }
  return `{${text}}`;
}

/** SHA-256 of a text, hex. */
export type Hash = (text: string) => string;
export const sha256Hex: Hash = (text) => bytesToHex(sha256(utf8ToBytes(text)));

/** Hash of an event's data alone, so that data can be erased later and the chain still verifies. */
export const dataHash = (data: unknown, hash: Hash = sha256Hex): string => hash(canonical(data));

/** Hash of an event over the hash of the event before it in its stream ('' for the first). */
export function eventHash(event: Event, previous: string, hash: Hash = sha256Hex, hashOfData?: string): string {
  const { data, ...rest } = event;
  return hash(`${previous}\n${hashOfData ?? dataHash(data, hash)}\n${canonical(rest)}`);
}
