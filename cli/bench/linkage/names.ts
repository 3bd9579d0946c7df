/**
 * Names of the synthetic city. Family names with their share in per mille as the Ministry of Public Security counted
 * them in 2007 for the commonest hundred (rounded); the rest of the population shares the tail evenly.
 */
export const FAMILIES: [string, number][] = (
  '王72.5 李71.9 张68.3 刘53.8 陈45.3 杨30.8 黄22.3 赵22.1 吴20.5 周20.2 徐16.6 孙15.3 马12.9 朱12.6 胡12.2 郭11.5 何11.4 高11.1 林10.7 罗9.6 ' +
  '郑9.3 梁8.4 谢7.6 宋7.4 唐6.9 许6.6 韩6.5 邓6.2 冯6.2 曹6 彭6 曾5.8 肖5.7 田5.2 董5.1 潘4.8 袁4.7 蔡4.6 蒋4.6 余4.5 于4.4 杜4.3 叶4.3 程4.3 ' +
  '魏4.3 苏4.2 吕4.1 丁4 任3.9 卢3.8 姚3.8 沈3.7 钟3.7 姜3.7 崔3.6 谭3.6 陆3.4 范3.4 汪3.3 廖3.3 石3.2 金3.1 韦3.1 贾3.1 夏3 付3 方3 邹2.9 熊2.8 ' +
  '白2.8 孟2.8 秦2.7 邱2.7 侯2.6 江2.5 尹2.5 薛2.5 闫2.5 段2.4 雷2.4 龙2.3 黎2.3 史2.2 陶2.2 贺2.1 毛2.1 郝2.1 顾2 龚2 邵2 万2 覃2 武1.9 钱1.9 ' +
  '戴1.9 严1.8 莫1.8 孔1.8 向1.8 常1.7'
)
  .split(' ')
  .map((each) => [each[0] as string, Number(each.slice(1))]);
/** The tail: each as common as the other. */
export const RARE_FAMILIES =
  '汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝'.split(
    '',
  );
export const COMPOUND_FAMILIES = [
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '皇甫',
  '令狐',
  '慕容',
  '司徒',
  '夏侯',
  '尉迟',
  '东方',
  '长孙',
];

/** Characters of given names, commoner ones first; drawn with weight 1/(rank+20) (Zipf and Mandelbrot). Women's and men's overlap as they do. */
export const WOMEN = (
  '英秀玉华兰芳丽红梅燕霞娟敏静桂艳萍玲珍凤春花小晓莉婷雪琴云丹洁琳慧倩佳欣怡梦雨颖娜蓉瑶菊翠爱香月莲真环荣荷贞美文思嘉雅诗梓涵子依可馨紫若心语彤悦' +
  '淑惠珠巧瑞莎锦黛青婕馥瑾露卉妙盈聪媛妍茜秋珊宁蓓纨苑婵姣婉娴淳瑛璐琪晴晗楠微妮姗婧媚茹萌荔苗舒影曼竹岚薇菁伊娥芝素君平亚会改转换书改秋冬芬芸'
).split('');
export const MEN = (
  '明国文建志华军伟强平海林波杰宏峰辉刚勇斌涛超俊鹏飞浩宇亮健德春庆生东金玉永兴忠良新福光天龙世成学祥云富荣贵友根清中民安全发子昊轩睿泽博瑞晨阳皓梓涵' +
  '思嘉家豪铭逸凡毅力立达康振雄伦翔旭胜磊洋凯冰利元晓小少一正大山仁松柏树森江河湖鑫锋钢铁武义礼智信孝先继承宗祖绍启向远航帆卫红兵彬滨勤万千百双景廷彦'
).split('');

/** Family names in letters with their share in per mille, after the census of the United States 2010, and names of cities with many tongues. */
export const LATIN_FAMILIES: [string, number][] = (
  'Smith8.3 Johnson6.6 Williams5.5 Brown4.9 Jones4.8 García4 Miller4 Davis3.8 Rodríguez3.7 Martínez3.6 Hernández3.5 López3 González2.9 Wilson2.7 Anderson2.7 ' +
  'Thomas2.6 Taylor2.5 Moore2.5 Jackson2.4 Martin2.4 Lee2.4 Pérez2.3 Thompson2.3 White2.2 Harris2.1 Sánchez2.1 Clark1.9 Ramírez1.9 Lewis1.8 Robinson1.8 ' +
  'Walker1.8 Young1.6 Allen1.6 King1.6 Wright1.6 Scott1.5 Torres1.5 Nguyễn1.5 Hill1.5 Flores1.5 Green1.5 Adams1.5 Nelson1.4 Baker1.4 Hall1.4 Rivera1.3 ' +
  'Campbell1.3 Mitchell1.3 Carter1.3 Roberts1.3 Müller1.2 Schmidt1.2 Schneider1 Fischer1 Weber1 Dubois1 Laurent0.9 Moreau0.9 Rossi1 Ferrari0.9 Bianchi0.8 ' +
  'Kowalski0.9 Nowak0.9 Wójcik0.8 Novák0.9 Horváth0.8 Nagy0.8 Popescu0.8 Ionescu0.7 Jansen0.8 Bakker0.7 Hansen0.9 Sørensen0.8 Johansson0.9 Lindström0.7 ' +
  'Korhonen0.6 Ivanova0.8 Petrov0.8 Sokolov0.6 Shevchenko0.6 Yılmaz0.8 Demir0.7 Çelik0.6 Khan1 Ahmed1 Hussain0.8 Patel1 Singh1.2 Kumar1 Sharma0.8 Silva1.1 ' +
  'Santos1 Oliveira0.9 Pereira0.8 Trần1 Phạm0.8 Kim1 Park0.7 Choi0.6 Tanaka0.7 Suzuki0.6 Mohamed0.8 Abebe0.5 Okafor0.5 Mensah0.5 Diallo0.5 Traoré0.5'
)
  .split(' ')
  .map((each) => {
    const [, name, share] = /^(\D+)([\d.]+)$/.exec(each) as unknown as [string, string, string];
    return [name, Number(share)];
  });
/** Most people bear a name of the tail: joined from two parts, some 4,000 names. */
export const TAIL_STARTS =
  'Ba Bel Ber Bla Bor Bra Bren Cal Car Cas Chal Col Cor Cra Dal Dar Del Don Dra Dun El Fal Far Fen Gar Gil Gra Hal Ham Har Hol Jar Kal Kar Kel Kor Lan Lar Len Lo Mac Mal Mar Mel Mor Nar Nor Pal Par Pen Ral Ren Ros Sal San Sel Sta Tal Tor Van Ver Wal War Wes Zal'.split(
    ' ',
  );
export const TAIL_ENDS =
  'an ard bach berg bert bridge by combe court cott dale dell der dez don er ero es field ford gan gard geois go ham hart ier ill in ington ini is ka kin land lard ley lin lo low man mann mer mont more ner nett nik noli ov owski quist rand rell rick ros sen shaw ski sky son stad stein ston ter thal ton tti ur ven vic ville wald ward well wick witz wood worth zak'.split(
    ' ',
  );
export const LATIN_WOMEN =
  'Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Sandra Margaret Ashley Kimberly Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie Dorothy Rebecca Sharon Laura Cynthia Amy Kathleen Angela Shirley Brenda Emma Anna Pamela Nicole Samantha Katherine Christine Helen Debra Rachel Carolyn Janet Maria Catherine Heather Diane Olivia Julie Joyce Victoria Ruth Virginia Lauren Kelly Christina Joan Evelyn Judith Andrea Hannah Megan Cheryl Jacqueline Martha Madison Teresa Gloria Sara Janice Ann Kathryn Abigail Sophia Frances Jean Alice Judy Isabella Julia Grace Amber Denise Danielle Marilyn Beverly Charlotte Natalie Theresa Diana Brittany Doris Kayla Alexis Lori Marie Fátima Aisha Mei Yuki Ingrid Zoë Chloé Renée Jana Katarzyna Agnieszka Olga Natalia Elena Priya Lakshmi Ngozi Amina'.split(
    ' ',
  );
export const LATIN_MEN =
  'James Robert John Michael David William Richard Joseph Thomas Christopher Charles Daniel Matthew Anthony Mark Donald Steven Andrew Paul Joshua Kenneth Kevin Brian George Timothy Ronald Jason Edward Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Alexander Patrick Frank Raymond Jack Dennis Jerry Tyler Aaron Jose Adam Nathan Henry Zachary Douglas Peter Kyle Noah Ethan Jeremy Christian Walter Keith Austin Roger Terry Sean Gerald Carl Dylan Harold Jordan Jesse Bryan Lawrence Arthur Gabriel Bruce Logan Billy Joe Alan Juan Elijah Willie Albert Wayne Randy Mason Vincent Liam Roy Bobby Caleb Bradley Russell Lucas José André Jürgen Søren Łukasz Piotr Ivan Dmitri Mohamed Ahmed Ali Omar Hassan Kwame Chidi Raj Arjun Minh Hiroshi'.split(
    ' ',
  );
export const STREETS =
  'Baker High Church Station Mill Park Victoria Green Queens Kings Albert Chapel North South West East Spring Market River Garden Castle Bridge Orchard Harbour Lake Forest Meadow Union Liberty Cedar Maple Walnut Chestnut Elm Oak Pine Willow Juniper Hazel Linden'.split(
    ' ',
  );
export const ESTATES_A =
  '幸福阳光和平翠竹莲花百合金色碧海香蜜梅林华强园岭鹏盛长城东湖南山北湾西丽龙华布吉坂田观澜'.match(/../g) as string[];
export const ESTATES_B = '花园 家园 新村 大厦 公寓 小区 苑 雅居 名城 华庭 广场 里'.split(' ');
export const DISTRICTS =
  '福田区园岭街道 罗湖区翠竹街道 南山区粤海街道 宝安区新安街道 龙岗区布吉街道 龙华区民治街道 坪山区坑梓街道 光明区公明街道'.split(
    ' ',
  );
