import type { ListKind, Mapping } from '../../capabilities/cases/index.ts';
import { type Refusal, refuse, type Words } from '../../kernel/refusal.ts';

/** A field a column can be mapped to, and the headers that mean it, best first (written plain: no case, blanks or punctuation). */
interface Field { names: Words; headers: string }

const PERSON: Record<string, Field> = {
  name: { names: { en: 'Name', zh: '姓名' }, headers: 'name|casename|fullname|patientname|personname|姓名|患者姓名|名字|contactname' },
  firstName: { names: { en: 'Given name', zh: '名' }, headers: 'firstname|givenname|personfirstname|名|prenom' },
  lastName: { names: { en: 'Family name', zh: '姓' }, headers: 'lastname|surname|familyname|personlastname|姓|nom' },
  sex: { names: { en: 'Sex', zh: '性别' }, headers: 'sex|gender|personsex|sexid|性别|sexe' },
  age: { names: { en: 'Age', zh: '年龄' }, headers: 'age|ageyears|agenum|ageinyears|ageyear|personapproximateage|approximateage|年龄|周岁' },
  ageUnit: { names: { en: 'Unit of age', zh: '年龄单位' }, headers: 'ageunit|agetype|personapproximateagetype|approximateagetype|年龄单位' },
  birth: { names: { en: 'Date of birth', zh: '出生日期' }, headers: 'dob|birth|birthdate|dateofbirth|出生日期|生日' },
  birthDay: { names: { en: 'Day of birth', zh: '出生日' }, headers: 'personbirthdatedd|birthdatedd' },
  birthMonth: { names: { en: 'Month of birth', zh: '出生月' }, headers: 'personbirthdatemm|birthdatemm' },
  birthYear: { names: { en: 'Year of birth', zh: '出生年' }, headers: 'personbirthdateyyyy|birthdateyyyy|birthyear' },
  phone: { names: { en: 'Telephone', zh: '联系电话' }, headers: 'phone|telephone|phonenumber|mobile|personphone|tel|电话|联系电话|手机|手机号' },
  occupation: { names: { en: 'Occupation', zh: '职业' }, headers: 'occupation|job|profession|personoccupationtype|职业|人群分类' },
  address: { names: { en: 'Address', zh: '住址' }, headers: 'address|residence|personaddressstreet|addressline1|住址|现住址|家庭住址|详细地址|现住详细地址' },
  household: { names: { en: 'Household path', zh: '家庭路径' }, headers: 'household|householdpath|家庭路径' },
  area: { names: { en: 'Area', zh: '地区' }, headers: 'area|areacode|community|street|responsiblecommunity|admin4name|admin3name|admin2name|responsibledistrict|district|county|admin1name|city|province|region|responsibleregion|adm3residence|adm2residence|adm1residence|location|locationid|地区|地区编码|社区|街道|区县|区|县|现住地区|现住址国标|城市|省|省份' },
};

export const FIELDS: Record<ListKind, Record<string, Field>> = {
  cases: {
    id: { names: { en: 'Case id', zh: '病例编号' }, headers: 'id|caseid|casenumber|visualid|epidnumber|caseidexternalsystem|externalid|caseuuid|uuid|patientid|病例编号|病例号|编号|卡片编号|卡片id|序号' },
    disease: { names: { en: 'Disease', zh: '疾病' }, headers: 'disease|diagnosis|diseasename|疾病|疾病名称|病种' },
    ...PERSON,
    lon: { names: { en: 'Longitude', zh: '经度' }, headers: 'lon|lng|long|longitude|reportlon|personaddresslongitude|经度' },
    lat: { names: { en: 'Latitude', zh: '纬度' }, headers: 'lat|latitude|reportlat|personaddresslatitude|纬度' },
    onset: { names: { en: 'Onset', zh: '发病日期' }, headers: 'onset|dateonset|dateofonset|dtonset|onsetdate|symptomsonsetdate|symptomonset|datesymptomstart|symptomdebut|dateofsymptomonset|发病日期|发病时间|起病日期' },
    exposedFrom: { names: { en: 'First exposure', zh: '首次暴露' }, headers: 'exposedfrom|dtstartexp|datefirstcontact|dateoffirstexposure|dateofinfection|firstexposure|首次暴露|首次暴露日期' },
    exposedUntil: { names: { en: 'Last exposure', zh: '末次暴露' }, headers: 'exposeduntil|dtendexp|datelastcontact|dateoflastcontact|lastexposure|末次暴露|末次接触日期' },
    detectedOn: { names: { en: 'Diagnosis or first specimen', zh: '诊断或首次采样' }, headers: 'detectedon|dtdiag|datediagnosis|dateofdiagnosis|diagnosisdate|datespecimen|specimendate|dateofsamplecollection|dateofspecimen|诊断日期|诊断时间|采样日期|首次阳性日期' },
    reportedOn: { names: { en: 'Report', zh: '报告日期' }, headers: 'reportedon|dtreport|datereporting|dateofreporting|datereport|reportdate|reportdatetime|datenotification|dateofnotification|dateofreport|notificationdate|报告日期|报告时间|报卡日期|填卡日期|病例报告日期' },
    isolatedOn: { names: { en: 'Isolation', zh: '隔离日期' }, headers: 'isolatedon|dateisolation|isolationdate|dateofisolation|hospitalizationisolationdate|isolationstartdate|隔离日期' },
    treatedOn: { names: { en: 'Admission', zh: '入院日期' }, headers: 'treatedon|dateadmission|dateofhospitalisation|dateofhospitalization|admissiondate|dateofadmission|hospitalizationadmissiondate|hospitalizationstartdate|datehospitalisation|入院日期|收治日期|住院日期' },
    classification: { names: { en: 'Classification', zh: '病例分类' }, headers: 'classification|caseclassification|casetype|casestatus|diagnosisstatus|casedef|epicasedef|病例分类|分类|诊断分类|诊断类型' },
    severity: { names: { en: 'Severity', zh: '临床严重程度' }, headers: 'severity|clinicalseverity|临床严重程度|严重程度|临床分型|分型' },
    origin: { names: { en: 'Where acquired', zh: '感染来源地' }, headers: 'origin|caseorigin|importation|caseimported|输入本土|感染来源|病例来源' },
    source: { names: { en: 'How found', zh: '发现方式' }, headers: 'foundby|detectionmode|caseidentificationsource|发现途径|发现方式' },
    infector: { names: { en: 'Infector', zh: '上代病例' }, headers: 'infector|infectorid|infectedby|sourcecaseid|infectercaseid|上代病例|传染源' },
    hospital: { names: { en: 'Hospital', zh: '医院' }, headers: 'hospital|lochosp|facility|facilityname|healthfacility|hospitalname|医院|收治医院|就诊医院|报告单位' },
    placeOfInfection: { names: { en: 'Place of infection', zh: '感染地点' }, headers: 'placeofinfection|placeinfect|infectionplace|感染地点|感染地' },
    outcome: { names: { en: 'Outcome', zh: '转归' }, headers: 'outcome|outcomeid|caseoutcome|status|转归|结局' },
    outcomeOn: { names: { en: 'Day of outcome', zh: '转归日期' }, headers: 'outcomeon|dateoutcome|dateofoutcome|outcomedate|转归日期|出院日期|datedischarge|dateofdischarge' },
    diedOn: { names: { en: 'Day of death', zh: '死亡日期' }, headers: 'diedon|dtdeath|datedeath|dateofdeath|deathdate|persondeathdate|死亡日期|死亡时间' },
  },
  links: {
    from: { names: { en: 'Infector', zh: '上代病例' }, headers: 'from|infector|infectorid|sourcevisualid|sourceuuid|sourcecase|source|上代病例|传染源' },
    to: { names: { en: 'Infected', zh: '下代病例' }, headers: 'to|infectee|infecteeid|caseid|targetvisualid|targetuuid|targetcase|target|id|下代病例|被感染者' },
    exposure: { names: { en: 'Exposure', zh: '暴露方式' }, headers: 'exposure|exposuretype|contexttype|contextofexposure|setting|source|relation|暴露方式|接触方式|关系' },
    on: { names: { en: 'Day of contact', zh: '接触日期' }, headers: 'on|contactdate|dateoflastcontact|datelastcontact|date|接触日期|末次接触日期' },
    certainty: { names: { en: 'Certainty', zh: '确信度' }, headers: 'certainty|certaintylevel|certaintylevelid|确信度' },
  },
  contacts: {
    id: { names: { en: 'Contact id', zh: '接触者编号' }, headers: 'contactid|id|visualid|uuid|externalid|接触者编号|密接编号|编号|序号' },
    case: { names: { en: 'Source case', zh: '关联病例' }, headers: 'case|caseid|sourcecase|sourcevisualid|caseidexternalsystem|relatedid|from|关联病例|病例编号|关联病例编号' },
    disease: { names: { en: 'Disease', zh: '疾病' }, headers: 'disease|疾病|病种' },
    ...PERSON,
    class: { names: { en: 'Class', zh: '接触者类别' }, headers: 'class|contactclass|contactcategory|risklevel|contacttype|类别|接触者类别|密接类型' },
    criterion: { names: { en: 'Why a contact', zh: '判定依据' }, headers: 'criterion|contactproximity|exposuretype|relationtocase|判定依据|接触方式' },
    lastExposure: { names: { en: 'Last exposure', zh: '末次接触' }, headers: 'lastexposure|dateoflastcontact|lastcontactdate|datelastcontact|contactdate|末次接触日期|末次接触时间|末次暴露' },
    exposureNote: { names: { en: 'Note', zh: '备注' }, headers: 'exposurenote|relationdescription|description|comment|备注|接触情况' },
  },
};

/** Fields a file must have, by column or by constant. */
export const REQUIRED: Record<ListKind, string[]> = { cases: ['id', 'disease', 'area', 'reportedOn'], links: ['from', 'to'], contacts: ['id', 'case', 'disease', 'area', 'class', 'lastExposure'] };

export const plainHeader = (header: string): string => header.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

export interface Guess {
  kind: ListKind;
  /** Header -> field, null when no field is known for it. */
  columns: Record<string, string | null>;
  /** Headers without a field: left out, or kept in `extra` when the mapping says so. */
  unknown: string[];
  /** Fields that must still be given, by a column or a constant. */
  lacking: string[];
}

/** What kind of list the headers look like: exposure pairs, contacts, or cases. */
export function guessKind(headers: readonly string[]): ListKind {
  const plainHeaders = headers.map(plainHeader);
  const has = (kind: ListKind, field: string) => FIELDS[kind][field]?.headers.split('|').some((synonym) => plainHeaders.includes(synonym)) ?? false;
  if (has('links', 'from') && has('links', 'to') && !has('cases', 'onset') && !has('cases', 'age')) return 'links';
  if (plainHeaders.some((header) => header.includes('contactid') || header.includes('密接编号') || header.includes('接触者编号')) && has('contacts', 'lastExposure')) return 'contacts';
  return 'cases';
}

/** The best header for each field by its synonyms, each header used once. */
export function guessColumns(headers: readonly string[], kind: ListKind = guessKind(headers)): Guess {
  const columns: Record<string, string | null> = Object.fromEntries(headers.map((header) => [header, null]));
  const open = new Map(headers.map((header) => [plainHeader(header), header]).reverse() as [string, string][]);
  for (const [field, { headers: synonyms }] of Object.entries(FIELDS[kind])) {
    for (const synonym of synonyms.split('|')) {
      const header = open.get(synonym);
      if (header === undefined) continue;
      columns[header] = field;
      open.delete(synonym);
      break;
    }
  }
  const taken = new Set(Object.values(columns));
  return { kind, columns, unknown: headers.filter((header) => columns[header] === null), lacking: REQUIRED[kind].filter((field) => !taken.has(field)) };
}

/** Why a mapping does not fit a file: a field nobody knows, one field from two columns, a column the file lacks, a needed field from nowhere. */
export function unfitMapping(mapping: Mapping, headers: readonly string[]): Refusal | undefined {
  const fields = FIELDS[mapping.kind];
  const because: Refusal[] = [];
  const twice = headers.filter((header, n) => headers.indexOf(header) !== n);
  if (twice.length) because.push(refuse('header-twice', twice, { en: `The file has ${twice.join(', ')} twice. Name the columns apart.`, zh: `文件中列名重复：${twice.join('、')}，请改名区分。` }));
  const named = [...Object.entries(mapping.columns).flatMap(([header, field]) => (field === null ? [] : [[header, field] as const])), ...Object.keys(mapping.constants).map((field) => ['', field] as const)];
  const seen = new Map<string, string>();
  for (const [header, field] of named) {
    if (!fields[field]) because.push(refuse('field-unknown', field, { en: `No field "${field}" in a list of ${mapping.kind}. Choose one of ${Object.keys(fields).join(', ')}.`, zh: `“${field}”不是可用字段，可选：${Object.keys(fields).join('、')}。` }));
    if (header === '') continue;
    if (!headers.includes(header)) because.push(refuse('column-unknown', header, { en: `The file has no column "${header}"; it has ${headers.slice(0, 40).join(', ')}.`, zh: `文件没有列“${header}”；现有：${headers.slice(0, 40).join('、')}。` }));
    const before = seen.get(field);
    if (before !== undefined) because.push(refuse('field-twice', field, { en: `Both "${before}" and "${header}" are mapped to ${field}. Keep one.`, zh: `“${before}”和“${header}”都映射到${fields[field]?.names.zh ?? field}，请保留一个。` }));
    seen.set(field, header);
  }
  const given = new Set(named.map(([, field]) => field));
  for (const field of REQUIRED[mapping.kind].filter((each) => !given.has(each))) {
    because.push(refuse('field-lacking', field, { en: `No column gives ${fields[field]?.names.en ?? field}. Map one, or state one value for all rows.`, zh: `没有列提供“${fields[field]?.names.zh ?? field}”，请映射一列或为全部行指定一个值。` }));
  }
  return because.length === 0 ? undefined : refuse('mapping-unfit', mapping.id, { en: `The mapping does not fit this file: ${because.map((item) => item.words.en).join(' ')}`, zh: `映射与文件不符：${because.map((item) => item.words.zh).join('')}` }, because);
}

/** A mapping to start from: the guess, with an id made of the file's name. */
export function guessMapping(headers: readonly string[], name: string, kind: ListKind = guessKind(headers)): Mapping {
  const id = plainHeader(name.replace(/\.[a-z]+$/i, '')).replace(/[^a-z0-9]+/g, '-').slice(0, 60) || 'list';
  return { id, name: name.slice(0, 120), kind, columns: guessColumns(headers, kind).columns, constants: {}, values: {}, dateOrder: 'none', idPrefix: '', missing: ['NA', 'N/A', '?', '-', '.', 'unknown', '不详', '未知', '无'], keepExtra: false, doubtful: 'refuse' };
}
