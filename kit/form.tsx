import { lazy, Suspense } from 'react';
import type * as z from 'zod';
import type { FormProps } from './form/looks.ts';
import { Waiting } from './parts.tsx';

export type { Control, FieldLook } from './form/looks.ts';

const ZodForm = lazy(() => import('./form/zod-form.tsx'));

/** A form from a zod schema: labels, controls, errors and refusals in place; Ctrl+Enter sends. */
export const Form = <S extends z.ZodType>(props: FormProps<S>) => (
  <Suspense fallback={<Waiting rows={3} />}>
    <ZodForm {...(props as unknown as FormProps)} />
  </Suspense>
);
