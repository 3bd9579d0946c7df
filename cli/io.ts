/** Where a command writes. Results go to `out`, everything else to `err`, so that output can be piped. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
}

export const consoleIo: Io = {
  out: (text) => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
  err: (text) => void process.stderr.write(text.endsWith('\n') ? text : `${text}\n`),
};

/** A command the program cannot carry out as asked. The message is for the person who typed it. */
export class UsageError extends Error {}
