export const words = {
  en: {
    carried: 'Where the counts come from',
    carriedLead:
      'From {{weeks}} weeks of {{places}} communities: what followed on the week before, there or beside it, and what came anew. The last four weeks.',
    own: 'From the same community',
    neighbours: 'From its neighbours',
    anew: 'Anew',
    anewNote: 'Not explained by earlier counts here or beside it',
    followed: 'Each count brings {{n}} more in the week after. Below one it dies out unless more comes in anew.',
    grows: 'Each count brings {{n}} more in the week after: it grows by itself.',
    next: 'Next week, {{from}} to {{to}}',
    nextNote: '{{low}} to {{high}} with {{band}} chance, if it goes on so',
    noCarried:
      'Eight weeks of at least forty counts are needed to tell what follows on what; some counts vary too little to tell.',
    near: 'Near in time and place',
    nearYes:
      '{{pairs}} pairs lie within {{days}} days and {{km}} km of each other where {{expected}} would by chance: who falls ill where another did lately, more than chance would have it.',
    nearNo:
      '{{pairs}} pairs lie within {{days}} days and {{km}} km of each other where {{expected}} would by chance: no more than chance may do.',
    pairs: 'Pairs near each other',
    expected: 'By chance',
    p: 'Chance of as many',
    pNote: 'Knox’s test over the last four weeks',
    alarm: 'Counts began to gather on {{day}} around {{place}}.',
    noAlarm: 'No single community stands out as the middle of a gathering.',
    noNear: 'Told for 3 to 2,000 counts in four weeks.',
  },
  zh: {
    carried: '计数从何而来',
    carriedLead:
      '依据 {{places}} 个社区 {{weeks}} 周的计数：哪些接续上一周本社区或相邻社区，哪些为新出现。以下为近四周。',
    own: '来自本社区',
    neighbours: '来自相邻社区',
    anew: '新出现',
    anewNote: '无法由本社区及相邻社区先前计数解释',
    followed: '每 1 例在下一周带来 {{n}} 例；小于一，若无新输入将逐渐消失。',
    grows: '每 1 例在下一周带来 {{n}} 例：会自行增长。',
    next: '下周（{{from}} 至 {{to}}）',
    nextNote: '若照此发展，{{band}} 的可能在 {{low}} 至 {{high}} 之间',
    noCarried: '须有八周、至少四十例计数才能判断接续关系；计数变化过小时也无法判断。',
    near: '时间与地点是否相近',
    nearYes:
      '{{pairs}} 对相距不超过 {{days}} 天、{{km}} 公里，而偶然情况下约 {{expected}} 对：近期有人发病处更多人发病，超出偶然。',
    nearNo: '{{pairs}} 对相距不超过 {{days}} 天、{{km}} 公里，而偶然情况下约 {{expected}} 对：未超出偶然。',
    pairs: '相近的对数',
    expected: '偶然情况下',
    p: '偶然达到的可能',
    pNote: '近四周 Knox 检验',
    alarm: '{{day}} 起，计数开始在{{place}}周围聚集。',
    noAlarm: '没有哪个社区突出为聚集中心。',
    noNear: '四周内 3 至 2000 例时可判断。',
  },
} as const;
