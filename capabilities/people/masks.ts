/** 王小明 -> 王**, 欧阳小明 -> 欧***, `Mary Smith` -> `M***`; '' stays ''. One sees that somebody is there, not who. */
export function maskName(name: string): string {
  const letters = [...name.trim()];
  if (letters.length === 0) return '';
  const stars = letters.length === 1 ? 1 : Math.min(letters.length - 1, 3);
  return `${letters[0]}${'*'.repeat(stars)}`;
}

/** 13812341234 -> 138****1234; short numbers keep their last two digits. */
export function maskPhone(phone: string): string {
  const digits = phone.replaceAll(/[^0-9]/g, '');
  return digits.length >= 10 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `****${digits.slice(-2)}`;
}
