import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { read } from './files.ts';

/** A node of the syntax tree (ESTree with TypeScript); offsets are UTF-16 positions in the text. */
export interface Syntax {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

export interface Source {
  path: string;
  text: string;
  program: Syntax;
  comments: { value: string; start: number; end: number }[];
}

const parsed = new Map<string, { stamp: string; source: Source }>();

/** The TypeScript file's syntax tree. Parsed once per version of the file: several checks read the same tree. */
export function parse(root: string, path: string): Source {
  const full = join(root, path);
  const { mtimeMs, size } = statSync(full);
  const stamp = `${mtimeMs} ${size}`;
  const known = parsed.get(full);
  if (known?.stamp === stamp) return known.source;
  const text = read(root, path);
  const { program, comments } = parseSync(path, text, { lang: path.endsWith('x') ? 'tsx' : 'ts' });
  const source: Source = { path, text, program: program as unknown as Syntax, comments };
  parsed.set(full, { stamp, source });
  return source;
}

/** Calls `see` for every node under `node`, parents first, with the chain of its ancestors (nearest last). */
export function visit(
  node: Syntax,
  see: (node: Syntax, ancestors: readonly Syntax[]) => void,
  above: Syntax[] = [],
): void {
  see(node, above);
  above.push(node);
  for (const field in node) {
    const value = node[field];
    if (Array.isArray(value)) for (const item of value) if (isSyntax(item)) visit(item, see, above);
    if (isSyntax(value)) visit(value, see, above);
  }
  above.pop();
}

export function isSyntax(value: unknown): value is Syntax {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** `path:line` of an offset. */
export function at(source: Source, offset: number): string {
  return `${source.path}:${source.text.slice(0, offset).split('\n').length}`;
}

/** Words the program carries: string literals, template pieces and text between tags; not comments, not import paths. */
export function texts(source: Source): { value: string; start: number }[] {
  const found: { value: string; start: number }[] = [];
  visit(source.program, (node, above) => {
    const parent = above.at(-1)?.type ?? '';
    const inImport = /^(Import|ExportNamed|ExportAll|TSImport)/.test(parent);
    if (node.type === 'Literal' && typeof node['value'] === 'string' && !inImport) {
      found.push({ value: node['value'], start: node.start });
    }
    if (node.type === 'TemplateElement')
      found.push({ value: (node['value'] as { raw: string }).raw, start: node.start });
    if (node.type === 'JSXText') found.push({ value: node['value'] as string, start: node.start });
  });
  return found;
}

/** Is there a comment with `word` on the offset's line or the line before? */
export function explained(source: Source, offset: number, word: string): boolean {
  const line = (position: number) => source.text.slice(0, position).split('\n').length;
  const here = line(offset);
  return source.comments.some((comment) => {
    const distance = here - line(comment.end);
    return comment.value.includes(word) && distance >= 0 && distance <= 1;
  });
}
