/** Words of the doors: start, sign in, the city in the making. */
export const words = {
  en: {
    making: 'The city is being made',
    makingNote: 'Households, streets and an outbreak are being written into the log. It takes a minute the first time.',
    startTitle: 'Step into the city',
    startLead: 'One city, one outbreak, seen from every desk. Choose who you are; you can change at any time.',
    tagline: 'Outbreak control and daily life, run as one.',
    signIn: 'Sign in',
    account: 'Account',
    password: 'Password',
    signInLead: 'For staff, volunteers and residents of this city.',
    demo: 'Look around the demo city',
  },
  zh: {
    making: '正在生成城市',
    makingNote: '住户、街道与一起疫情正写入日志。首次约需一分钟。',
    startTitle: '走进这座城市',
    startLead: '一座城市、一起疫情，从每个岗位去看。请选择身份，可随时更换。',
    tagline: '疫情防控与民生保障，一体统筹。',
    signIn: '登录',
    account: '账号',
    password: '密码',
    signInLead: '本市工作人员、志愿者与居民登录。',
    demo: '进入演示城市',
  },
};
