/** Words of a list without case, blanks, punctuation and the long prefix Go.Data writes before its codes. */
export const plain = (text: string): string => {
  const code = text.replace(/^LNG_REFERENCE_DATA_[A-Z_]*?(?:CLASSIFICATION|GENDER|OUTCOME|TYPE)_/, '');
  return code
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
};

const table = (lists: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(lists).flatMap(([word, spellings]) =>
      [word, ...spellings.split('|')].map((spelling) => [plain(spelling), word]),
    ),
  );

/**
 * The spellings of English, Chinese, Go.Data, SORMAS, MSF and the R packages for each word of Tandem. Numbers (1, 2) are
 * not among them: lists disagree on them, so a mapping must say. An empty word means "not known".
 */
export const WORDS: Record<string, Record<string, string>> = {
  sex: table({
    male: 'm|man|boy|男|男性|男姓|masculin|homme|masculino|mannlich',
    female: 'f|w|woman|girl|女|女性|feminin|femme|femenino|weiblich',
    other: 'diverse|其他|third|nonbinary',
    '': 'not specified|unspecified|未说明',
  }),
  classification: table({
    unclassified: 'not classified|unclassified|pending|未分类|待定|待分类',
    suspected: 'suspect|suspected case|suspicious|possible|疑似|疑似病例',
    probable: 'probable case|clinically diagnosed|clinical|临床诊断|临床诊断病例|可能|可能病例|高度疑似',
    confirmed:
      'confirmed case|lab confirmed|laboratory confirmed|confirmed unknown symptoms|positive|确诊|确诊病例|实验室确诊|阳性',
    asymptomatic: 'confirmed no symptoms|asymptomatic infection|asymptomatic infected person|无症状|无症状感染者',
    discarded: 'no case|not a case|not a case discarded|not case|excluded|discarded case|排除|排除病例|非病例|阴性排除',
  }),
  outcome: table({
    alive: 'survived|survivor|still alive|存活|生存|在治|住院',
    recovered: 'recover|recovery|cured|healed|康复|治愈|痊愈',
    discharged: 'discharge|出院|治愈出院|好转出院',
    died: 'dead|death|deceased|die|fatal|死亡|病亡',
    lost: 'lost to follow up|lost to followup|ltfu|失访',
    '': 'no outcome|pending|ongoing|未结局',
  }),
  severity: table({
    mild: 'light|轻|轻型|轻症|轻度',
    ordinary: 'moderate|common|普通|普通型|中型|中度',
    severe: 'serious|重|重型|重症|重度',
    critical: 'very severe|危重|危重型|危重症|极重',
  }),
  origin: table({
    local: 'autochthonous|in country|indigenous|domestic|community|locally acquired|本土|本地|本地感染',
    imported: 'import|abroad|travel|外地输入|境外输入|输入|输入性',
    unknown: '不详|未知',
  }),
  source: table({
    hospital: 'health facility|clinic|inpatient|医院|医疗机构',
    'fever-clinic': 'fever clinic|发热门诊',
    laboratory: 'lab|实验室',
    screening: 'mass screening|campaign|筛查|区域筛查|应检尽检',
    'contact-tracing': 'contact tracing|contact|密接排查|隔离管控|追踪',
    'self-report': 'self report|self reported|自行报告|自报',
    sentinel: '哨点',
    'other-system': 'register|national system|网络直报',
    unknown: '不详|未知',
  }),
  certainty: table({ low: '1 low|低', medium: '2 medium|moderate|中', high: '3 high|高' }),
  ageUnit: table({ years: 'y|yr|year|岁|年', months: 'mo|month|月|月龄', weeks: 'week|周', days: 'd|day|天|日龄' }),
  yes: table({ yes: 'y|true|是|1', no: 'n|false|否|0' }),
};
