/** Which form is open, and about what. */
export interface Asked {
  form: 'site' | 'conversion' | 'converted' | 'testing' | 'round' | 'drop' | 'target' | 'receive' | 'issue';
  id?: string;
  area?: string;
  plan?: string | undefined;
}
