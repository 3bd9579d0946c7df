import { useCommand } from '../../../kit/client.tsx';
import { Form } from '../../../kit/form.tsx';
import { languageName } from '../../../kit/words.ts';
import { AreaPick } from '../../places/ui/index.ts';
import { registerMember } from '../model.ts';
import { LICENCES, SKILLS } from './skill-words.ts';

/** Spoken here; a translator for any other is found by skill. */
const LANGUAGES = ['zh', 'yue', 'nan', 'hak', 'wuu', 'en', 'ja', 'ko', 'ug', 'bo'];

/** Loaded when opened: it brings the schemas with it. */
export default function RegisterForm({ area, onDone }: { area: string; onDone(): void }) {
  const register = useCommand('crew.RegisterMember');
  return (
    <Form
      schema={registerMember}
      command={register}
      onDone={onDone}
      onCancel={onDone}
      submit={{ en: 'Register', zh: '登记' }}
      initial={{ area, skills: [], licences: [], trainings: [], languages: [] }}
      only={[
        'id',
        'name',
        'kind',
        'org',
        'area',
        'phone',
        'languages',
        'skills',
        'maxHouseholds',
        'insuredUntil',
        'trainings',
        'licences',
      ]}
      fields={{
        id: { label: { en: 'Account', zh: '账号' }, half: true },
        name: { label: { en: 'Name', zh: '姓名' }, half: true },
        kind: {
          label: { en: 'Kind', zh: '类别' },
          as: 'radio',
          options: { staff: { en: 'Staff', zh: '工作人员' }, volunteer: { en: 'Volunteer', zh: '志愿者' } },
        },
        org: { label: { en: 'Organisation', zh: '单位' }, half: true },
        area: {
          label: { en: 'Area', zh: '区域' },
          half: true,
          pick: AreaPick,
        },
        phone: { label: { en: 'Phone', zh: '电话' }, as: 'tel', half: true },
        maxHouseholds: { label: { en: 'Own limit of households', zh: '本人包户上限' }, half: true },
        insuredUntil: { label: { en: 'Insured until', zh: '保险截止' }, as: 'day', half: true },
        languages: {
          label: { en: 'Languages', zh: '语言' },
          as: 'ticks',
          options: LANGUAGES.map((value) => ({ value, label: languageName(value) })),
        },
        skills: {
          label: { en: 'Skills', zh: '技能' },
          as: 'ticks',
          options: Object.entries(SKILLS).map(([value, label]) => ({ value, label })),
        },
        trainings: { label: { en: 'Trainings', zh: '培训' } },
        'trainings.course': { label: { en: 'Course', zh: '课程' } },
        'trainings.on': { label: { en: 'On', zh: '日期' }, as: 'day' },
        'trainings.expires': { label: { en: 'Expires', zh: '到期' }, as: 'day' },
        licences: { label: { en: 'Licences', zh: '资质' } },
        'licences.code': {
          label: { en: 'Licence', zh: '资质' },
          as: 'select',
          options: Object.entries(LICENCES).map(([value, label]) => ({ value, label })),
        },
        'licences.number': { label: { en: 'Number', zh: '编号' } },
        'licences.expires': { label: { en: 'Expires', zh: '到期' }, as: 'day' },
      }}
    />
  );
}
