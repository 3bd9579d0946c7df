import { zodResolver } from '@hookform/resolvers/zod';
import { useId, useMemo, useState } from 'react';
import { FormProvider, type Resolver, useForm, useWatch } from 'react-hook-form';
import type { Refusal as Refused } from '../../kernel/refusal.ts';
import { Button, Refusal, text } from '../parts.tsx';
import { useWords } from '../words.ts';
import { Fields } from './fields.tsx';
import type { FormProps } from './looks.ts';
import { saidOf } from './said.ts';
import { filled, shapeOf, startOf } from './shape.ts';
import { words } from './words.ts';

type Values = Record<string, any>;

/** How many messages stand in a form: a field may hold fields of its own. */
const messagesIn = (errors: object): number =>
  Object.entries(errors).reduce((sum, [name, error]) => {
    if (name === 'ref' || typeof error !== 'object' || error === null) return sum;
    return sum + (typeof error.message === 'string' && error.message ? 1 : messagesIn(error));
  }, 0);

/** See `Form` in kit/form.tsx and `FormProps` in looks.ts. */
export default function ZodForm({
  schema,
  fields,
  only,
  initial,
  command,
  onSubmit,
  onDone,
  onCancel,
  submit,
  children,
  bad,
}: FormProps) {
  const t = useWords(words);
  const base = useId();
  const shape = useMemo(() => shapeOf(schema), [schema]);
  const [own, setOwn] = useState<Refused>();
  const resolver = useMemo<Resolver<Values>>(() => {
    const check = zodResolver(schema as any, { error: (issue: any) => saidOf(issue, t) }, { raw: true });
    return (values, context, options) => check(filled(values) as never, context, options as never) as never;
  }, [schema, t]);
  const form = useForm<Values>({
    resolver,
    defaultValues: { ...(startOf(shape) as Values), ...initial },
    mode: 'onTouched',
  });
  const { isSubmitting, errors, submitCount } = form.formState;
  const faults = messagesIn(errors);

  const send = form.handleSubmit(
    async (values) => {
      setOwn(undefined);
      if (onSubmit) {
        const refusal = await onSubmit(values);
        if (refusal) show(refusal);
      }
      if (command) {
        const outcome = await command.run(values);
        if (outcome.ok) onDone?.(outcome.events, values);
        else show(outcome.refusal);
      }
    },
    () => setOwn(undefined),
  );
  /** Puts what the server says about single fields beside them. */
  function show(refusal: Refused) {
    const ofField = refusal.refused === 'field-invalid' && shape.parts?.[String(refusal.value)];
    if (!ofField) setOwn(refusal);
    for (const item of ofField ? [refusal] : (refusal.because ?? [])) {
      if (item.refused === 'field-invalid' && typeof item.value === 'string' && item.value)
        form.setError(item.value, { message: text(item.words) });
    }
  }

  return (
    <FormProvider {...form}>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.stopPropagation();
          void send(event);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send(event);
        }}
      >
        <Fields base={base} path="" shape={shape} looks={fields} {...(only ? { only } : {})} />
        {typeof children === 'function' ? <WithValues draw={children} /> : children}
        <Refusal refusal={own ?? command?.refusal} />
        <div className="row end form-foot">
          <span role="status" className="small bad-text">
            {submitCount > 0 && faults > 0 ? t('correct', { count: faults }) : ''}
          </span>
          {onCancel && <Button onClick={onCancel}>{t('cancel')}</Button>}
          <Button type="submit" look={bad ? 'bad' : 'main'} busy={isSubmitting || Boolean(command?.busy)}>
            {text(submit)}
          </Button>
        </div>
      </form>
    </FormProvider>
  );
}

const WithValues = ({ draw }: { draw(values: Values): React.ReactNode }) => <>{draw(useWatch())}</>;
