import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { fontInside } from './woff.ts';

/**
 * A Chromium that a fresh clone already has: the one inside the npm package @sparticuz/chromium,
 * unpacked once into .tandem/browser. Everything Chromium needs beside glibc travels with it:
 * SwiftShader for WebGL, NSS and friends for machines without them, and a Chinese font.
 */
export type Chromium = { executable: string; env: Record<string, string> };

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const home = join(root, '.tandem', 'browser');
const packed = join(root, 'node_modules/@sparticuz/chromium/bin');
const fontFiles = join(root, 'node_modules/@fontsource/noto-sans-sc/files');

/** The Chromium to use, unpacked if need be. TANDEM_CHROMIUM names another executable, '/usr/bin/chromium' for example. */
export function chromium(): Chromium {
  const named = process.env.TANDEM_CHROMIUM;
  const executable = named ?? unpackOnce();
  return { executable, env: { FONTCONFIG_FILE: fonts(), ...libraries(executable) } };
}

function unpackOnce(): string {
  const executable = join(home, 'chromium');
  if (existsSync(executable)) return executable;
  const making = `${home}.${process.pid}`;
  mkdirSync(making, { recursive: true });
  writeFileSync(join(making, 'chromium'), brotli('chromium.br'), { mode: 0o755 });
  for (const archive of ['swiftshader.tar.br', 'al2023.tar.br', 'fonts.tar.br']) {
    execFileSync('tar', ['-x', '--no-same-owner', '-C', making], { input: brotli(archive) });
  }
  try {
    renameSync(making, home);
  } catch {
    // Another process was first, or an older unpacking lacks its executable.
    if (!existsSync(executable)) {
      rmSync(home, { recursive: true, force: true });
      renameSync(making, home);
    } else rmSync(making, { recursive: true, force: true });
  }
  return executable;
}

function brotli(name: string): Buffer {
  const path = join(packed, name);
  if (!existsSync(path)) throw new Error(`browser-missing: ${path}. Run npm ci, or set TANDEM_CHROMIUM to a Chromium.`);
  return brotliDecompressSync(readFileSync(path));
}

/** The libraries that travel with the package are used only where the system lacks one: its own are newer. */
function libraries(executable: string): Record<string, string> {
  try {
    const linked = execFileSync('ldd', [executable], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    if (!linked.includes('not found')) return {};
  } catch {
    // No ldd: assume the worst.
  }
  return { LD_LIBRARY_PATH: [join(home, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') };
}

/** A fontconfig of our own: the system's fonts and, for every machine alike, Noto Sans SC out of its npm package. */
function fonts(): string {
  const file = join(home, 'tandem-fonts.conf');
  if (existsSync(file)) return file;
  const made = join(home, 'fonts');
  mkdirSync(made, { recursive: true });
  for (const weight of [400, 700]) {
    const woff = readFileSync(join(fontFiles, `noto-sans-sc-chinese-simplified-${weight}-normal.woff`));
    writeAtOnce(join(made, `noto-sans-sc-${weight}.otf`), fontInside(woff));
  }
  writeAtOnce(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${made}</dir><dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir><cachedir>${home}/fontconfig</cachedir>
${[400, 700].map(nameInFontconfig).join('\n')}
<alias binding="weak"><family>sans-serif</family><prefer><family>Open Sans</family><family>Noto Sans SC</family></prefer></alias>
</fontconfig>\n`,
  );
  return file;
}

/** The package's files all call themselves 'Noto Sans SC Thin', whatever their weight. */
function nameInFontconfig(weight: number): string {
  return `<match target="scan"><test name="file" compare="contains"><string>noto-sans-sc-${weight}</string></test>
<edit name="family" mode="assign"><string>Noto Sans SC</string></edit>
<edit name="weight" mode="assign"><const>${weight === 700 ? 'bold' : 'regular'}</const></edit></match>`;
}

function writeAtOnce(path: string, bytes: Buffer | string): void {
  const making = `${path}.${process.pid}`;
  writeFileSync(making, bytes);
  renameSync(making, path);
}
