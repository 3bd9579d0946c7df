/** What residents say, in their own words: class of the request and the text. `bound`: said by people who may not go out. */
export interface Said {
  class: string;
  text: string;
  bound?: true;
  attributes?: Record<string, string>;
}

const said = (of: string, ...texts: string[]): Said[] => texts.map((text) => ({ class: of, text }));
const bound = (of: string, ...texts: string[]): Said[] => texts.map((text) => ({ class: of, text, bound: true }));

export const TEXTS: Said[] = [
  {
    class: 'medicine',
    text: '母亲打胰岛素，家里只剩一支，明天晚上就断了，我们楼出不去，求代购。',
    bound: true,
    attributes: { medicine: '门冬胰岛素注射液' },
  },
  {
    class: 'medicine',
    text: '我爸高血压，药只够吃两天，平时在社康开，麻烦帮忙代配。',
    bound: true,
    attributes: { medicine: '氨氯地平片' },
  },
  {
    class: 'medicine',
    text: '孩子哮喘，雾化的药没了，药店不送到隔离楼栋。',
    bound: true,
    attributes: { medicine: '布地奈德混悬液' },
  },
  {
    class: 'medicine',
    text: '甲状腺术后长期服药，优甲乐只剩三片。',
    bound: true,
    attributes: { medicine: '左甲状腺素钠片' },
  },
  {
    class: 'medicine',
    text: '抗抑郁的药不能停，医院说要本人去开，可我在居家隔离。',
    bound: true,
    attributes: { medicine: '舍曲林片' },
  },
  { class: 'medicine', text: '老人帕金森，美多芭快吃完了，附近药店都没有。', attributes: { medicine: '多巴丝肼片' } },
  ...bound(
    'food',
    '四口人居家第三天，冰箱里只剩两个土豆，蔬菜包没收到。',
    '奶奶牙口不好，发的菜包都是硬的，能不能换点软的、豆腐鸡蛋也行。',
    '我们家是回民，菜包里有猪肉，麻烦换一份。',
    '饮用水喝完了，桶装水送不进来。',
    '蔬菜包第二次没送到，群里说已经发完了，请核实。',
    '一个人隔离，不会做饭，能不能代订午餐。',
  ),
  ...bound(
    'infant-supplies',
    '孩子六个月，奶粉只够今天晚上，求帮忙。',
    '尿不湿还剩四片，楼下便利店没有小号的。',
    '早产宝宝喝特殊奶粉，只有妇幼旁边那家店有。',
  ),
  ...bound(
    'daily-goods',
    '卫生巾用完了，不好意思在群里说，麻烦女志愿者送一下。',
    '垃圾袋和洗洁精都没了，能代买吗？',
    '猫粮见底，快递又停了。',
  ),
  ...bound(
    'psychological',
    '已经连续几天睡不着，总觉得自己也会被感染，想找人说说话。',
    '隔离以后孩子一直哭闹，我也快撑不住了。',
  ),
  {
    class: 'medical-trip',
    text: '父亲每周三次透析，明早七点半要到医院，请安排车。',
    bound: true,
    attributes: { hospital: '市第二人民医院' },
  },
  {
    class: 'medical-trip',
    text: '怀孕三十七周，后天产检，怎么出小区？',
    bound: true,
    attributes: { hospital: '市妇幼保健院' },
  },
  ...bound('medical-exception', '牙疼得脸都肿了，能不能出去看急诊？', '手术预约排了两个月，就在后天，居家期间能去吗？'),
  ...bound(
    'person-check',
    '妈妈八十一岁一个人住，电话打了一天没人接，请去看看。',
    '楼上独居的陈伯两天没见开灯了，有点担心。',
    '我在外地，父亲眼睛看不见，不知道他有没有收到菜。',
  ),
  ...bound('appeal', '我已经阴性五次，为什么还不解除？', '通知说我是密接，可那天我根本没去那家店。'),
  ...bound('garbage', '隔离户门口的黄色垃圾袋三天没人收，已经有味道了。', '楼道医疗垃圾桶满了，苍蝇很多。'),
  ...bound('disinfection', '消杀把我家门口的木地板喷花了，谁来负责？', '电梯按键都是消毒水，孩子手过敏。'),
  ...said('rule-exceeded', '我从低风险区回来，小区保安不让进，说要先居家七天。').map((each) => ({
    ...each,
    attributes: { rule: '低风险区返回居家7天' },
  })),
  ...said('rule-exceeded', '公司要求每天一检，还不报销，这合规吗？').map((each) => ({
    ...each,
    attributes: { rule: '每天一检' },
  })),
  ...said('rule-exceeded', '物业把西门锁了，说是防疫需要，每天绕一公里。').map((each) => ({
    ...each,
    attributes: { rule: '封闭小区西门' },
  })),
  ...said('fire-exit-blocked', '后楼梯的防火门被铁丝绑住了，万一着火怎么办！'),
  ...said('garbage', '市场后巷垃圾两天没清，污水流到人行道。', '建筑垃圾堆在消防栓前面。'),
  ...said('power', '整栋楼停电一小时了，家里有老人用制氧机。', '三单元电表箱冒火花。'),
  ...said('water', '六楼以上没水，物业说泵坏了。', '水龙头出来的水发黄，还有味道。'),
  ...said('gas', '楼道有煤气味，不知道哪家漏的。'),
  ...said('housing-defect', '电梯又停在七楼，门打不开。', '天花板漏水，楼上隔离没人应门。'),
  ...said('noise', '每天早上六点大喇叭喊核酸，能不能小声点，孩子要上网课。', '隔壁装修到晚上十点。'),
  ...said('transport', '我是外卖骑手，跨街道送餐要什么证明？', '公交 M221 改道了，站牌没有通知。'),
  ...said('stranded', '出差来的，酒店到期不让续住，也走不了。'),
  ...said('wages', '饭店停业半个月，老板说工资先不发了。'),
  ...said('privacy', '小区群里有人发了病例的姓名和门牌号。'),
  ...said('hardship', '我是打零工的，停工两周没有收入，房租交不上。', '低保家庭，孩子上网课没有平板。'),
  ...said('school', '学校停课一周，双职工家庭孩子没人看。', '学校食堂好几个孩子拉肚子，想问问情况。'),
  ...said('firm-continuity', '我们是做呼吸机配件的，货车被拦在高速口。'),
  ...said('prices', '超市白菜卖到十五块一斤，太离谱了。', '团购群一斤猪肉三十八元。'),
  ...said('street-lights', '振华路的路灯坏了三盏，晚上做核酸排队看不见。'),
  ...said('parking', '核酸亭占了路口，救护车都进不来。'),
  ...said('pests', '楼下积水很多蚊子，能不能来消杀。'),
  ...said('trees-parks', '公园门口的树枝断了，挂在电线上。'),
  ...said('pets', '邻居去集中隔离了，狗在家叫了一天。'),
  ...said(
    'enquiry',
    '居家隔离第几天做核酸？什么时候能解除？',
    '密接的密接还要隔离吗？',
    '解除隔离以后需要什么证明才能上班？',
    '外省回来落地检在哪里做？',
  ),
  ...said('suggestion', '建议核酸点设一个老人和孕妇的窗口。'),
  ...said('other', '想给志愿者送些水果，怎么联系？'),
];

/** What the office did, by group of class. */
export const ANSWERS: Record<string, string[]> = {
  supply: ['已由志愿者送到门口，住户当面确认。', '补发一份，已签收。'],
  care: ['已联系社康医生并代购送达。', '就诊时间和车辆已落实，当日往返。'],
  utilities: ['抢修人员已到场，恢复正常。', '故障排除，物业已公告原因。'],
  environment: ['当日已清运，并增加一次消毒。', '已现场处理，责成物业每日巡查。'],
  housing: ['维保单位已修复，试运行正常。'],
  order: ['已与相关单位沟通，调整时间和音量。'],
  transport: ['已答复办理方式，附线上入口。'],
  people: ['社区已上门，情况平稳，已列入每日问候。', '已协助申请临时救助。'],
  rights: ['经核实与现行方案不符，已要求立即纠正。', '已转承办单位书面答复。'],
  city: ['已电话答复政策依据。', '已派工，预计三日内完成。'],
  life: ['已现场处置，人员安全。'],
};
