import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import type { RegisteredCommand, Registry } from '../../kernel/registry.ts';
import { type CommandCall, readInput } from '../../kernel/run.ts';
import { commandUnknown, unstorable } from './refusals.ts';

/** A call whose command is known and whose input fits it. */
export interface Read {
  command: RegisteredCommand;
  input: any;
  stream: string;
}

export function readCall(registry: Registry, call: CommandCall): Read | Refusal {
  const command = registry.commands.get(call.command);
  if (!command) return commandUnknown(call.command);
  const odd = unstorable(call.input);
  if (odd) return odd;
  const read = readInput(command, call.input);
  return isRefusal(read)
    ? read
    : { command, input: read.input, stream: `${command.kind}/${command.stream(read.input)}` };
}
