import { useEffect, useState } from 'react';
import { newId, useCommand, useGet, useNow, useSession } from '../../../kit/client.tsx';
import { Segments } from '../../../kit/filters.tsx';
import { Form } from '../../../kit/form.tsx';
import { type PickProps, picking } from '../../../kit/pick.tsx';
import { useWords } from '../../../kit/words.ts';
import { MemberPick } from '../../crew/ui/index.ts';
import type { Choices } from '../../editions/index.ts';
import { HouseholdPick, PersonPick } from '../../people/ui/index.ts';
import { PlacePick } from '../../places/ui/index.ts';
import { EVIDENCE_KINDS, orderStay } from '../model.ts';
import { EvidencePick } from './evidence-pick.tsx';
import { PlanPreview } from './plan-preview.tsx';
import { words } from './words.ts';

/** The order form: no field for days, tests or end. They stand in the preview, before anything is ordered. Loaded when opened. */
export default function OrderForm({ onDone }: { onDone(): void }) {
  const t = useWords(words);
  const order = useCommand('stays.OrderStay');
  const now = useNow();
  const { account } = useSession();
  const { data } = useGet<Choices>('/api/editions/choices');
  const [id] = useState(newId);
  return (
    <Form
      schema={orderStay}
      command={order}
      onDone={onDone}
      onCancel={onDone}
      submit={{ en: 'Order this stay', zh: '作出决定' }}
      initial={{
        id,
        evidence: [{ kind: 'contact', id: '', source: t('evidence.contact'), signer: account?.name ?? '', at: now }],
        service: { carer: '', supplies: '', medical: '', hotline: '' },
        voluntary: false,
      }}
      only={[
        'disease',
        'class',
        'household',
        'person',
        'evidence',
        'place',
        'service',
        'assessment',
        'companion',
        'voluntary',
      ]}
      fields={{
        disease: { label: { en: 'Disease', zh: '疾病' }, half: true, as: 'select', options: data?.diseases ?? [] },
        class: {
          label: { en: 'Class of the edition', zh: '方案类别' },
          half: true,
          as: 'select',
          options: data?.personClasses ?? [],
        },
        household: { label: { en: 'Household', zh: '住户' }, half: true, pick: HouseholdPick },
        person: {
          label: { en: 'Person', zh: '人员' },
          half: true,
          render: (control, near) => <PersonPick {...picking(control)} household={near?.household} />,
        },
        evidence: { label: { en: 'Evidence', zh: '证据' } },
        'evidence.kind': {
          label: { en: 'Kind', zh: '种类' },
          options: Object.fromEntries(EVIDENCE_KINDS.map((kind) => [kind, t(`evidence.${kind}`)])),
          half: true,
        },
        'evidence.id': {
          label: { en: 'Record or document', zh: '记录或文书' },
          half: true,
          render: (control, near) => <EvidencePick {...picking(control)} kind={near?.kind} />,
        },
        'evidence.source': { label: { en: 'Source', zh: '来源' }, half: true },
        'evidence.signer': { label: { en: 'Signed by', zh: '签字人' }, half: true },
        'evidence.at': { label: { en: 'At', zh: '时间' }, as: 'instant', half: true },
        'evidence.day': {
          label: { en: 'Day of arrival or leaving (documents)', zh: '入境或离开日（文书）' },
          as: 'day',
          half: true,
        },
        place: {
          label: { en: 'Where', zh: '隔离地点' },
          render: (control, near) => <StayPlace {...picking(control)} household={near?.household} />,
        },
        service: { label: { en: 'Services: without them nobody is held', zh: '生活保障：没有保障不得隔离' } },
        'service.carer': { label: { en: 'Carer', zh: '包户人员' }, half: true, pick: MemberPick },
        'service.hotline': { label: { en: 'Help phone', zh: '求助电话' }, as: 'tel', half: true },
        'service.supplies': { label: { en: 'Supplies', zh: '物资' } },
        'service.medical': { label: { en: 'Care', zh: '就医' } },
        assessment: {
          label: { en: 'Assessed for home instead of a facility', zh: '经评估改为居家' },
          hint: { en: 'Pregnant, ill, dependent: why home is right', zh: '孕产妇、患病、不能自理：说明理由' },
        },
        companion: {
          label: { en: 'Who stays with a child', zh: '儿童陪护人' },
          half: true,
          render: (control, near) => <PersonPick {...picking(control)} household={near?.household} />,
        },
        voluntary: { label: { en: 'The person asks for the facility', zh: '本人自愿集中隔离' }, half: true },
      }}
    >
      {(values) => <PlanPreview values={values} said={order.refusal?.refused} />}
    </Form>
  );
}

/** At home unless a facility is chosen. */
function StayPlace({ household, ...pick }: PickProps & { household: string | undefined }) {
  const t = useWords(words);
  const [away, setAway] = useState(pick.value !== undefined && pick.value !== household);
  const { value, onChange } = pick;
  // The home is the household's, also when another household is chosen afterwards.
  useEffect(() => {
    if (!away && value !== household) onChange(household);
  }, [away, household, value, onChange]);
  return (
    <div className="stack tight">
      <Segments
        label={t('place')}
        value={away ? 'central' : 'home'}
        onChange={(to) => {
          setAway(to === 'central');
          onChange(to === 'central' ? undefined : household);
        }}
        choices={[
          { value: 'home', label: t('home') },
          { value: 'central', label: t('central') },
        ]}
      />
      {away && <PlacePick {...pick} />}
    </div>
  );
}
