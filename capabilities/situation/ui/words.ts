/** Words of the wall. */
export const words = {
  en: {
    title: 'Command', lead: 'Outbreak control and daily life, one moment, one screen.', asOf: '{{place}}, {{at}}', area: 'Area', days: 'Days', disease: 'Disease', allDiseases: 'All diseases', fullScreen: 'Full screen',
    control: 'Outbreak control', life: 'Daily life', casesToday: 'New cases today', active: 'Active cases', contacts: 'Contacts followed', restricted: 'People restricted', zones: 'Zones in force', endingToday: 'Stays ending today',
    open: 'Open requests', late: 'Requests late', solved: 'Solved today', silent: 'Silent households', care: 'Care not promised', lifeWait: 'Life calls waiting', lifeMinutes: 'Minutes to help, median', visits: 'Visits done today', failed: 'failed {{n}}',
    curve: 'New cases by day of report', 'class.confirmed': 'Confirmed', 'class.asymptomatic': 'Asymptomatic', 'class.probable': 'Probable', 'class.suspected': 'Suspected', 'class.unclassified': 'Unclassified',
    needs: 'Requests taken and closed by day', taken: 'Taken', closed: 'Closed', reopened: 'Opened again', map: 'Map', colour: 'Coloured by', 'by.cases': 'New cases', 'by.restricted': 'People restricted', 'by.unmet': 'Unmet needs', noMap: 'No outlines are registered here',
    measures: 'Zones and their next review', noMeasures: 'No zone is in force', review: 'Review', personDays: '{{n}} person-days', measure: 'Zone', cost: 'Cost to people', costByDay: 'Person-days restricted by day', total: 'Person-days so far', inStays: 'In stays', inZones: 'In zones', costLead: 'Somebody in a stay and in a zone counts in both.', ends: 'Ends', people: 'People', households: 'Households',
    heat: 'Unmet needs by kind', noNeeds: 'Nothing is open', need: 'Need', openCount: 'Open', lateCount: 'Late', bottlenecks: 'Bottlenecks', noBottlenecks: 'No duty is late', office: 'Office', since: 'Since', clocks: 'Late duties', weak: 'Weak spots', noWeak: 'No community stands out', community: 'Community',
    'weak.late': 'late', 'weak.needs': 'needs', 'weak.silent': 'silent', 'weak.failed': 'failed visits', 'weak.care': 'care', clearance: 'Daily close', noClearance: 'No day has been cleared yet', day: 'Day', done: 'Done', handedOn: 'Handed on', explained: 'Explained', unexplained: 'Unexplained', final: 'closed', interim: 'interim',
    clock: 'Exercise clock', clockLead: 'Everything due in between happens.', hours: '+ {{n}} h', dayStep: '+ 1 day', weekStep: '+ 7 days', advancing: 'Moving the clock',
    'level.high': 'high', 'level.mid': 'medium', 'level.low': 'low', 'level.closed': 'closed', 'level.controlled': 'controlled', 'level.prevention': 'precaution', 'level.class': 'class', 'level.other': 'zone',
  },
  zh: {
    title: '指挥', lead: '疫情防控与民生保障，同一时刻，同屏呈现。', asOf: '{{place}}，{{at}}', area: '区域', days: '天数', disease: '疾病', allDiseases: '全部疾病', fullScreen: '全屏',
    control: '疫情防控', life: '民生保障', casesToday: '今日新增', active: '现有病例', contacts: '在管密接', restricted: '受限人数', zones: '风险区', endingToday: '今日解除隔离',
    open: '在办诉求', late: '超时诉求', solved: '今日解决', silent: '失联住户', care: '未落实诊疗', lifeWait: '待派急救', lifeMinutes: '急救派出中位分钟', visits: '今日上门', failed: '未成 {{n}}',
    curve: '按报告日新增病例', 'class.confirmed': '确诊', 'class.asymptomatic': '无症状', 'class.probable': '临床诊断', 'class.suspected': '疑似', 'class.unclassified': '未分类',
    needs: '每日受理与办结', taken: '受理', closed: '办结', reopened: '重办', map: '地图', colour: '着色', 'by.cases': '新增病例', 'by.restricted': '受限人数', 'by.unmet': '未满足需求', noMap: '此区域没有登记边界',
    measures: '风险区与下次评估', noMeasures: '没有风险区', review: '评估', personDays: '{{n}} 人日', measure: '风险区', cost: '群众代价', costByDay: '每日受限人日', total: '累计人日', inStays: '隔离中', inZones: '风险区内', costLead: '同时隔离又在风险区的人两边都计。', ends: '截止', people: '人数', households: '户数',
    heat: '未满足需求分类', noNeeds: '没有在办诉求', need: '需求', openCount: '在办', lateCount: '超时', bottlenecks: '堵点', noBottlenecks: '没有超时责任', office: '责任单位', since: '自', clocks: '超时事项', weak: '薄弱点', noWeak: '没有突出薄弱社区', community: '社区',
    'weak.late': '超时', 'weak.needs': '需求', 'weak.silent': '失联', 'weak.failed': '上门未成', 'weak.care': '诊疗', clearance: '日清日结', noClearance: '尚无日结', day: '日期', done: '办结', handedOn: '移交', explained: '说明', unexplained: '未说明', final: '已结', interim: '中期',
    clock: '演练时钟', clockLead: '其间到期的一切都会发生。', hours: '+ {{n}} 小时', dayStep: '+ 1 天', weekStep: '+ 7 天', advancing: '正在推进时钟',
    'level.high': '高风险', 'level.mid': '中风险', 'level.low': '低风险', 'level.closed': '封控', 'level.controlled': '管控', 'level.prevention': '防范', 'level.class': '班级', 'level.other': '区域',
  },
};
export type Key = keyof typeof words.en;
