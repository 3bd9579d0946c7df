/** The shell's words. */
export const words = {
  en: {
    skip: 'Skip to content', menu: 'Pages', signOut: 'Sign out', signIn: 'Sign in', account: 'Account', password: 'Password', language: 'Language', dark: 'Dark', light: 'Light', lookDark: 'Switch to dark', lookLight: 'Switch to light',
    exercise: 'Exercise', exerciseNote: 'Invented people, real rules', cityTime: 'City time', offline: 'No network', unsent_one: '{{count}} entry not sent', unsent_other: '{{count}} entries not sent', kept: 'Your entries are kept on this device',
    lost: 'There is no page here', lostNote: 'The address may be old or mistyped.', home: 'To the start', broken: 'This page stopped', brokenNote: 'What you sent before is safe. Load the page again; if it happens again, tell your administrator the reference below.', reload: 'Load again',
    making: 'The city is being made', makingNote: 'Households, streets and an outbreak are being written into the log. It takes a minute the first time.', startTitle: 'Step into the city', startLead: 'One city, one outbreak, seen from every desk. Choose who you are; you can change at any time.',
    tagline: 'Outbreak control and daily life, run as one.', control: 'Outbreak control', life: 'Daily life', noPage: 'Your account has no page here yet', noPageNote: 'Ask your administrator which pages your role uses.', otherRole: 'Change role', signInLead: 'For staff, volunteers and residents of this city.', demo: 'Look around the demo city',
  },
  zh: {
    skip: '跳到正文', menu: '页面', signOut: '退出', signIn: '登录', account: '账号', password: '密码', language: '语言', dark: '深色', light: '浅色', lookDark: '切换到深色', lookLight: '切换到浅色',
    exercise: '演练', exerciseNote: '人物虚构，规则真实', cityTime: '城市时间', offline: '无网络', unsent_other: '{{count}} 条未发送', kept: '内容已保存在本机',
    lost: '此处没有页面', lostNote: '地址可能已过期或有误。', home: '回到首页', broken: '页面已中断', brokenNote: '此前提交的内容均已保存。请重新载入；如再次出现，请将下方编号告知管理员。', reload: '重新载入',
    making: '正在生成城市', makingNote: '住户、街道与一起疫情正写入日志。首次约需一分钟。', startTitle: '走进这座城市', startLead: '一座城市、一起疫情，从每个岗位去看。请选择身份，可随时更换。',
    tagline: '疫情防控与民生保障，一体统筹。', control: '疫情防控', life: '民生保障', noPage: '您的账号暂无可用页面', noPageNote: '请向管理员询问您的岗位使用哪些页面。', otherRole: '更换身份', signInLead: '本市工作人员、志愿者与居民登录。', demo: '进入演示城市',
  },
};
