/**
 * What a plain YAML scalar means to PyYAML, which MkDocs reads its configuration with: YAML 1.1, with PyYAML's own
 * expressions (`y` and `n` are texts, `1e3` is a text, `017` is fifteen, `12:30` is 750).
 */
export function resolvePlainScalar(text: string): unknown {
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return null;
  if (/^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/.test(text)) return true;
  if (/^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/.test(text)) return false;
  if (/^[-+.\d]/.test(text)) return integer(text) ?? floatingPoint(text) ?? text;
  return text;
}

function integer(text: string): number | null {
  const match = /^([-+]?)(0b[01_]+|0x[\da-fA-F_]+|0[0-7_]*|[1-9][\d_]*|[1-9][\d_]*(?::[0-5]?\d)+)$/.exec(text);
  if (match === null) return null;
  const sign = match[1] === '-' ? -1 : 1;
  const digits = match[2]!.replaceAll('_', '');
  if (digits.startsWith('0b')) return sign * Number.parseInt(digits.slice(2), 2);
  if (digits.startsWith('0x')) return sign * Number.parseInt(digits.slice(2), 16);
  if (digits.includes(':')) return sign * sexagesimal(digits);
  if (digits.startsWith('0') && digits.length > 1) return sign * Number.parseInt(digits, 8);
  return sign * Number(digits);
}

function floatingPoint(text: string): number | null {
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return Number.NaN;
  const decimal = /^[-+]?(?:\d[\d_]*\.[\d_]*(?:[eE][-+]\d+)?|\.\d[\d_]*(?:[eE][-+]\d+)?)$/;
  if (decimal.test(text)) return Number(text.replaceAll('_', ''));
  if (/^[-+]?\d[\d_]*(?::[0-5]?\d)+\.[\d_]*$/.test(text)) {
    const unsigned = text.replace(/^[-+]/, '').replaceAll('_', '');
    return (text.startsWith('-') ? -1 : 1) * sexagesimal(unsigned);
  }
  return null;
}

function sexagesimal(text: string): number {
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
