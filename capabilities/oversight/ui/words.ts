/** Words of the overseer's page. */
export const words = {
  en: {
    title: 'Oversight', lead: 'What holds each safeguard, and whether the city agrees at this moment.', tabs: 'Views', asOf: 'as of {{at}}',
    safeguards: 'Safeguards', holds: 'held', broken: 'needs action', brokenCount_one: '{{count}} safeguard needs action', brokenCount_other: '{{count}} safeguards need action', allHold: 'Every safeguard holds', heldBy: 'Held by',
    alarms: 'Alarms', noAlarms: 'No alarm waits', noAlarmsLead: 'Refused attempts in mass, other purposes and unexplained reads would appear here.', about: 'About', raised: 'Raised', due: 'Answer due', kind: 'Kind', facts: 'Facts', answer: 'Answer', finding: 'Finding', action: 'What was done', actionHint: 'Say what you looked at, what you found and what follows.', open: 'open', answered: 'answered', answeredBy: 'Answered by', notYours: 'This concerns your own organisation. Somebody of another one must answer.', status: 'State', close: 'Close', times: '{{n}} times',
    'kind.mass-attempts': 'Many refused attempts', 'kind.purpose': 'Another purpose', 'kind.mass-orders': 'Many stays on documents alone', 'kind.read-unjustified': 'Read without reason', 'kind.log-fault': 'Log broken',
    'finding.abuse': 'Abuse', 'finding.mistake': 'Mistake', 'finding.lawful': 'Lawful', 'finding.unclear': 'Unclear', 'finding.justified': 'Justified', 'finding.unjustified': 'Not justified',
    deviations: 'Deviations', noDeviations: 'No local rule departs from the edition in force', deviationsLead: 'Additions and gaps, with the clause. This list is public.', issuer: 'Issued by', rule: 'Rule', clause: 'Clause', local: 'Here', edition: 'Edition says', stricter: 'stricter', laxer: 'laxer', since: 'Since', inForce: 'in force', over: 'over', rawEdition: 'Edition',
    reads: 'Who read what', searchReads: 'Name, organisation or list', reader: 'Reader', org: 'Organisation', view: 'List', purpose: 'Purpose', at: 'When', subjects: 'Subjects', noReads: 'No read of personal data yet', role: 'Role',
    attempts: 'Refused attempts', searchAttempts: 'Name, organisation or reason', count: 'Attempts', hour: 'Hour (UTC)', reasons: 'Reasons', commands: 'Commands', noAttempts: 'Nobody was refused a power',
    appeals: 'Appeals', noAppeals: 'No appeal is open', filed: 'Filed', channel: 'By', orderedBy: 'Ordered by', suspends: 'suspends', late: 'late', household: 'Household',
    integrity: 'Log', noIntegrity: 'The log has not been verified yet', day: 'Day', events: 'Events', faults: 'Faults', anchor: 'Anchor', whole: 'whole', brokenLog: 'broken',
    sample: 'Access sample', noSample: 'No sample yet', week: 'Week from', total: 'Reads', toCheck: 'To check', readyOn: 'Checked from', check: 'Check', note: 'What you found', notReady: 'The week is not over', checked: 'checked', unjustified: 'Not justified',
    preview: 'Before a switch', previewLead: 'What another edition would do to every open order and zone. Nothing changes.', disease: 'Disease', chooseEdition: 'Edition', show: 'Show', onDay: 'As it would be on {{day}}', released: 'Released that day', shortened: 'Shortened', kept: 'Kept', testsFallen: 'Tests that fall away', bedsFreed: 'Beds freed', daysFreed: 'Person-days freed', zonesLifted: 'Zones lifted', zonesShortened: 'Zones shortened', householdsFreed: 'Households freed', order: 'Order', ends: 'Ends', noPreview: 'Choose a disease and an edition', latestAnchor: 'Latest anchor of the log',
  },
  zh: {
    title: '监督', lead: '每项保障由什么守住，此刻是否成立。', tabs: '视图', asOf: '截至 {{at}}',
    safeguards: '安全保障', holds: '成立', broken: '需处理', brokenCount_other: '{{count}} 项保障需处理', allHold: '全部保障成立', heldBy: '由此守住',
    alarms: '告警', noAlarms: '没有待答复告警', noAlarmsLead: '批量被拒操作、其他目的、无理由查询会出现在这里。', about: '涉及', raised: '告警时间', due: '答复时限', kind: '类型', facts: '事实', answer: '答复', finding: '结论', action: '处理情况', actionHint: '写明核查内容、结论和后续。', open: '待答复', answered: '已答复', answeredBy: '答复人', notYours: '涉及您本单位，须由其他单位答复。', status: '状态', close: '关闭', times: '{{n}} 次',
    'kind.mass-attempts': '批量被拒操作', 'kind.purpose': '其他目的', 'kind.mass-orders': '批量仅凭文书隔离', 'kind.read-unjustified': '无理由查询', 'kind.log-fault': '日志断裂',
    'finding.abuse': '滥用', 'finding.mistake': '失误', 'finding.lawful': '合法', 'finding.unclear': '不明', 'finding.justified': '有理由', 'finding.unjustified': '无理由',
    deviations: '偏离', noDeviations: '没有偏离现行方案的地方规定', deviationsLead: '层层加码和放松都列出，附条款。此清单公开。', issuer: '发布单位', rule: '规定', clause: '条款', local: '本地', edition: '方案规定', stricter: '加码', laxer: '放松', since: '自', inForce: '执行中', over: '已结束', rawEdition: '方案',
    reads: '谁看了什么', searchReads: '姓名、单位或列表', reader: '查看人', org: '单位', view: '列表', purpose: '目的', at: '时间', subjects: '对象数', noReads: '尚无个人信息查询', role: '角色',
    attempts: '被拒操作', searchAttempts: '姓名、单位或原因', count: '次数', hour: '小时（UTC）', reasons: '原因', commands: '命令', noAttempts: '没有越权操作',
    appeals: '申诉', noAppeals: '没有待决申诉', filed: '提出', channel: '渠道', orderedBy: '决定单位', suspends: '暂停执行', late: '超时', household: '住户',
    integrity: '日志', noIntegrity: '日志尚未核验', day: '日期', events: '事件数', faults: '断裂', anchor: '锚点', whole: '完整', brokenLog: '断裂',
    sample: '查询抽查', noSample: '尚无样本', week: '周起', total: '查询数', toCheck: '待查', readyOn: '可核查日', check: '核查', note: '核查情况', notReady: '本周未结束', checked: '已核查', unjustified: '无理由',
    preview: '切换预演', previewLead: '另一方案会对每份在办决定和风险区产生什么影响。不改变任何数据。', disease: '疾病', chooseEdition: '方案', show: '预演', onDay: '以 {{day}} 计', released: '当日解除', shortened: '缩短', kept: '不变', testsFallen: '取消检测', bedsFreed: '释放床位', daysFreed: '减少人日', zonesLifted: '解除风险区', zonesShortened: '缩短风险区', householdsFreed: '解除住户', order: '决定', ends: '截止', noPreview: '请选择疾病和方案', latestAnchor: '最新日志锚点',
  },
};
export type Key = Exclude<keyof typeof words.en, `${string}_${"one" | "other"}`>;
