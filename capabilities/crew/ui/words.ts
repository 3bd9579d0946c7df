export const words = {
  en: {
    crew: 'Crew', roster: 'Roster', unassigned: 'Without a carer', uncovered: 'Carer absent', search: 'Name, account or skill', onShift: 'At work', resting: 'Resting until {{at}}', absent: 'Absent until {{at}}', off: 'Off', over: 'Over hours',
    name: 'Name', kind: 'Kind', skills: 'Skills and licences', languages: 'Languages', caseload: 'Households', state: 'Now', week: 'Hours in 7 days', door: 'Household', size: 'People', needs: 'Needs care', assign: 'Assign', assignN_one: 'Assign {{count}} household', assignN_other: 'Assign {{count}} households',
    to: 'To whom', suggested: 'With room, nearest first; those who share a language come first.', room: '{{n}} free', noRoom: 'Nobody here has room. Register more people or raise nobody above the cap.', all: 'Everybody', staff: 'Staff', volunteer: 'Volunteer',
    allAssigned: 'Every household has a carer', allCovered: 'Every absent carer is covered', carer: 'Carer', cover: 'Arrange a stand-in', until: 'Until', assigned: 'Assigned', covered: 'Stand-in arranged', choose: 'Choose households, then assign them together.',
    households: 'Households on this list', trainingGone: 'Training expired', register: 'Register a member', members: 'Members', free: 'Room left',
  },
  zh: {
    crew: '队伍', roster: '名册', unassigned: '无人包户', uncovered: '包户人缺勤', search: '姓名、账号或技能', onShift: '在岗', resting: '休息至 {{at}}', absent: '缺勤至 {{at}}', off: '未上岗', over: '超时',
    name: '姓名', kind: '类别', skills: '技能与资质', languages: '语言', caseload: '包户数', state: '当前', week: '七天工时', door: '住户', size: '人数', needs: '需照护', assign: '分配', assignN_other: '分配 {{count}} 户',
    to: '分配给', suggested: '有余量者，近者在前；会说住户语言者优先。', room: '余 {{n}} 户', noRoom: '此处无人有余量，请增加人手；上限不得突破。', all: '全部', staff: '工作人员', volunteer: '志愿者',
    allAssigned: '每户都有包户人', allCovered: '缺勤人员均已有人代班', carer: '包户人', cover: '安排代班', until: '截止', assigned: '已分配', covered: '已安排代班', choose: '勾选住户后一并分配。',
    households: '住户', trainingGone: '培训过期', register: '登记队员', members: '队员', free: '剩余容量',
  },
};
