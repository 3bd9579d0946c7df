export const words = {
  en: {
    title: 'Stays', lead: 'The officer names person, evidence and services; days, tests and end follow from the edition.', order: 'Order a stay', open: 'Open', ending: 'Ending within 24 h', ended: 'Ended', suspended: 'Suspended',
    list: 'Orders', releases: 'Release list', household: 'Household', klass: 'Class', place: 'Place', ends: 'Ends', nextTest: 'Next test', status: 'Status', edition: 'Edition', all: 'All',
    hospital: 'Hospital', central: 'Facility', home: 'Home', isolation: 'isolation', monitoring: 'health monitoring', none: 'none', free: 'Free', runs: 'Holds',
    person: 'Person', evidence: 'Evidence', article: 'Legal basis', dayZero: 'Day 0', phases: 'Phases', tests: 'Tests', service: 'Services', carer: 'Carer', supplies: 'Supplies', medical: 'Care', hotline: 'Help phone', orderer: 'Ordered by', told: 'What the person was told',
    notice: 'Written notice', lift: 'End early', reason: 'Reason', note: 'Note', recordTest: 'Record a test', appeal: 'File an appeal for the person', preview: 'Plan by the edition', previewWait: 'Fill in person, household, class and evidence to see the plan.', ready: 'Everything needed is there: this can be ordered.', lacks: 'Still missing',
    emptyReleases: 'Nobody is due within 24 h.', emptyOrders: 'No orders.', missingTest: 'Test missing; the stay ends all the same', appeals: 'Appeals', appealsLead: 'Decided outside the organisation that ordered. Medical, child and disability grounds first.', filed: 'Filed', due: 'Due', by: 'By', channel: 'Channel', grounds: 'Grounds',
    decide: 'Decide', decided: 'Decided', overturned: 'Overturned', upheld: 'Upheld', suspensive: 'Suspends the order', ownOffice: 'Your organisation ordered this: another one decides.', noAppeals: 'No open appeals.', orderNotice: 'The order', fallsToo: 'Evidence found false; other orders on it fall too', gate: 'Door open for an emergency',
  },
  zh: {
    title: '隔离管理', lead: '工作人员填写人员、证据和保障；天数、检测和期满由方案得出。', order: '作出隔离决定', open: '执行中', ending: '24小时内期满', ended: '已解除', suspended: '暂停执行',
    list: '命令清单', releases: '解除清单', household: '住户', klass: '类别', place: '地点', ends: '期满', nextTest: '下次检测', status: '状态', edition: '方案', all: '全部',
    hospital: '医院', central: '集中', home: '居家', isolation: '隔离', monitoring: '健康监测', none: '无', free: '自由', runs: '执行',
    person: '人员', evidence: '证据', article: '法律依据', dayZero: '起算日', phases: '阶段', tests: '检测', service: '保障', carer: '包户人员', supplies: '物资', medical: '就医', hotline: '求助电话', orderer: '决定人', told: '已告知内容',
    notice: '书面告知', lift: '提前解除', reason: '原因', note: '说明', recordTest: '登记检测', appeal: '代为申诉', preview: '按方案得出', previewWait: '请填写人员、住户、类别和证据后查看。', ready: '条件齐备，可以下达。', lacks: '尚缺',
    emptyReleases: '24小时内无人期满。', emptyOrders: '没有命令。', missingTest: '缺检测；仍按期解除', appeals: '申诉', appealsLead: '由作出决定以外的单位复核；就医、儿童、残障优先。', filed: '提出时间', due: '办结时限', by: '申诉人', channel: '渠道', grounds: '理由',
    decide: '作出决定', decided: '已决定', overturned: '撤销', upheld: '维持', suspensive: '暂停执行', ownOffice: '该命令由贵单位作出，须由其他单位复核。', noAppeals: '没有待办申诉。', orderNotice: '原决定', fallsToo: '认定不实的证据；以此为据的其他命令一并失效', gate: '因急救已放行',
  },
};
