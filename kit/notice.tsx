import { Facts } from './parts.tsx';

/** A heading of a few words, then what it says. */
const LINE = /^([^:：]{2,24})[:：]\s*(.+)$/;

/** A notice as somebody reads it at the door: each thing it says under its heading (`heading: what`, a line each); other lines stand alone above. */
export function Notice({ text, lang }: { text: string; lang?: string }) {
  const lines = text.split('\n').filter(Boolean);
  const told = lines.length > 1 ? lines.map((line) => LINE.exec(line)) : [];
  const headed = told.filter((parts) => parts !== null);
  return (
    <div lang={lang} className="notice">
      {lines
        .filter((_line, i) => !told[i])
        .map((line) => (
          <p key={line}>{line}</p>
        ))}
      {headed.length > 0 && <Facts items={headed.map(([, heading, what]) => [heading, what])} />}
    </div>
  );
}
