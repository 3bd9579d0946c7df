import type { Words } from '../../../kernel/refusal.ts';
import { say } from '../../../kit/words.ts';

/** Skills and licences the city often asks for; another code stands as it is. */
export const SKILLS: Record<string, Words> = {
  delivery: { en: 'Delivery', zh: '配送' },
  lifting: { en: 'Lifting', zh: '搬运' },
  sampling: { en: 'Sampling', zh: '采样' },
  counselling: { en: 'Counselling', zh: '心理疏导' },
  'first-aid': { en: 'First aid', zh: '急救' },
  'elder-care': { en: 'Care of older people', zh: '老人照护' },
  'infant-care': { en: 'Care of infants', zh: '婴幼儿照护' },
  cantonese: { en: 'Cantonese', zh: '粤语' },
};
export const LICENCES: Record<string, Words> = {
  nurse: { en: 'Nurse', zh: '护士' },
  doctor: { en: 'Doctor', zh: '医师' },
  'driver-b1': { en: 'Driver B1', zh: 'B1驾照' },
  'driver-c1': { en: 'Driver C1', zh: 'C1驾照' },
};

export const skillName = (code: string): string => say(SKILLS[code] ?? LICENCES[code] ?? code);
