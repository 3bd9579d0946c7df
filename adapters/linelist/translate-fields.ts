import type { ListKind } from '../../capabilities/cases/index.ts';
import type { Words } from '../../kernel/refusal.ts';

/** A field a column can be mapped to, and the headers that mean it, best first (written plain: no case, blanks or punctuation). */
interface Field {
  names: Words;
  headers: string;
}

const PERSON: Record<string, Field> = {
  name: {
    names: { en: 'Name', zh: '姓名' },
    headers: 'name|casename|fullname|patientname|personname|姓名|患者姓名|名字|contactname',
  },
  firstName: { names: { en: 'Given name', zh: '名' }, headers: 'firstname|givenname|personfirstname|名|prenom' },
  lastName: { names: { en: 'Family name', zh: '姓' }, headers: 'lastname|surname|familyname|personlastname|姓|nom' },
  sex: { names: { en: 'Sex', zh: '性别' }, headers: 'sex|gender|personsex|sexid|性别|sexe' },
  age: {
    names: { en: 'Age', zh: '年龄' },
    headers: 'age|ageyears|agenum|ageinyears|ageyear|personapproximateage|approximateage|年龄|周岁',
  },
  ageUnit: {
    names: { en: 'Unit of age', zh: '年龄单位' },
    headers: 'ageunit|agetype|personapproximateagetype|approximateagetype|年龄单位',
  },
  birth: { names: { en: 'Date of birth', zh: '出生日期' }, headers: 'dob|birth|birthdate|dateofbirth|出生日期|生日' },
  birthDay: { names: { en: 'Day of birth', zh: '出生日' }, headers: 'personbirthdatedd|birthdatedd' },
  birthMonth: { names: { en: 'Month of birth', zh: '出生月' }, headers: 'personbirthdatemm|birthdatemm' },
  birthYear: { names: { en: 'Year of birth', zh: '出生年' }, headers: 'personbirthdateyyyy|birthdateyyyy|birthyear' },
  phone: {
    names: { en: 'Telephone', zh: '联系电话' },
    headers: 'phone|telephone|phonenumber|mobile|personphone|tel|电话|联系电话|手机|手机号',
  },
  occupation: {
    names: { en: 'Occupation', zh: '职业' },
    headers: 'occupation|job|profession|personoccupationtype|职业|人群分类',
  },
  address: {
    names: { en: 'Address', zh: '住址' },
    headers: 'address|residence|personaddressstreet|addressline1|住址|现住址|家庭住址|详细地址|现住详细地址',
  },
  household: { names: { en: 'Household path', zh: '家庭路径' }, headers: 'household|householdpath|家庭路径' },
  area: {
    names: { en: 'Area', zh: '地区' },
    headers:
      'area|areacode|community|street|responsiblecommunity|admin4name|admin3name|admin2name|responsibledistrict|district|county|admin1name|city|province|region|responsibleregion|adm3residence|adm2residence|adm1residence|location|locationid|地区|地区编码|社区|街道|区县|区|县|现住地区|现住址国标|城市|省|省份',
  },
};

export const FIELDS: Record<ListKind, Record<string, Field>> = {
  cases: {
    id: {
      names: { en: 'Case id', zh: '病例编号' },
      headers:
        'id|caseid|casenumber|visualid|epidnumber|caseidexternalsystem|externalid|caseuuid|uuid|patientid|病例编号|病例号|编号|卡片编号|卡片id|序号',
    },
    disease: { names: { en: 'Disease', zh: '疾病' }, headers: 'disease|diagnosis|diseasename|疾病|疾病名称|病种' },
    ...PERSON,
    lon: {
      names: { en: 'Longitude', zh: '经度' },
      headers: 'lon|lng|long|longitude|reportlon|personaddresslongitude|经度',
    },
    lat: { names: { en: 'Latitude', zh: '纬度' }, headers: 'lat|latitude|reportlat|personaddresslatitude|纬度' },
    onset: {
      names: { en: 'Onset', zh: '发病日期' },
      headers:
        'onset|dateonset|dateofonset|dtonset|onsetdate|symptomsonsetdate|symptomonset|datesymptomstart|symptomdebut|dateofsymptomonset|发病日期|发病时间|起病日期',
    },
    exposedFrom: {
      names: { en: 'First exposure', zh: '首次暴露' },
      headers:
        'exposedfrom|dtstartexp|datefirstcontact|dateoffirstexposure|dateofinfection|firstexposure|首次暴露|首次暴露日期',
    },
    exposedUntil: {
      names: { en: 'Last exposure', zh: '末次暴露' },
      headers: 'exposeduntil|dtendexp|datelastcontact|dateoflastcontact|lastexposure|末次暴露|末次接触日期',
    },
    detectedOn: {
      names: { en: 'Diagnosis or first specimen', zh: '诊断或首次采样' },
      headers:
        'detectedon|dtdiag|datediagnosis|dateofdiagnosis|diagnosisdate|datespecimen|specimendate|dateofsamplecollection|dateofspecimen|诊断日期|诊断时间|采样日期|首次阳性日期',
    },
    reportedOn: {
      names: { en: 'Report', zh: '报告日期' },
      headers:
        'reportedon|dtreport|datereporting|dateofreporting|datereport|reportdate|reportdatetime|datenotification|dateofnotification|dateofreport|notificationdate|报告日期|报告时间|报卡日期|填卡日期|病例报告日期',
    },
    isolatedOn: {
      names: { en: 'Isolation', zh: '隔离日期' },
      headers:
        'isolatedon|dateisolation|isolationdate|dateofisolation|hospitalizationisolationdate|isolationstartdate|隔离日期',
    },
    treatedOn: {
      names: { en: 'Admission', zh: '入院日期' },
      headers:
        'treatedon|dateadmission|dateofhospitalisation|dateofhospitalization|admissiondate|dateofadmission|hospitalizationadmissiondate|hospitalizationstartdate|datehospitalisation|入院日期|收治日期|住院日期',
    },
    classification: {
      names: { en: 'Classification', zh: '病例分类' },
      headers:
        'classification|caseclassification|casetype|casestatus|diagnosisstatus|casedef|epicasedef|病例分类|分类|诊断分类|诊断类型',
    },
    severity: {
      names: { en: 'Severity', zh: '临床严重程度' },
      headers: 'severity|clinicalseverity|临床严重程度|严重程度|临床分型|分型',
    },
    origin: {
      names: { en: 'Where acquired', zh: '感染来源地' },
      headers: 'origin|caseorigin|importation|caseimported|输入本土|感染来源|病例来源',
    },
    source: {
      names: { en: 'How found', zh: '发现方式' },
      headers: 'foundby|detectionmode|caseidentificationsource|发现途径|发现方式',
    },
    infector: {
      names: { en: 'Infector', zh: '上代病例' },
      headers: 'infector|infectorid|infectedby|sourcecaseid|infectercaseid|上代病例|传染源',
    },
    hospital: {
      names: { en: 'Hospital', zh: '医院' },
      headers: 'hospital|lochosp|facility|facilityname|healthfacility|hospitalname|医院|收治医院|就诊医院|报告单位',
    },
    placeOfInfection: {
      names: { en: 'Place of infection', zh: '感染地点' },
      headers: 'placeofinfection|placeinfect|infectionplace|感染地点|感染地',
    },
    outcome: { names: { en: 'Outcome', zh: '转归' }, headers: 'outcome|outcomeid|caseoutcome|status|转归|结局' },
    outcomeOn: {
      names: { en: 'Day of outcome', zh: '转归日期' },
      headers: 'outcomeon|dateoutcome|dateofoutcome|outcomedate|转归日期|出院日期|datedischarge|dateofdischarge',
    },
    diedOn: {
      names: { en: 'Day of death', zh: '死亡日期' },
      headers: 'diedon|dtdeath|datedeath|dateofdeath|deathdate|persondeathdate|死亡日期|死亡时间',
    },
  },
  links: {
    from: {
      names: { en: 'Infector', zh: '上代病例' },
      headers: 'from|infector|infectorid|sourcevisualid|sourceuuid|sourcecase|source|上代病例|传染源',
    },
    to: {
      names: { en: 'Infected', zh: '下代病例' },
      headers: 'to|infectee|infecteeid|caseid|targetvisualid|targetuuid|targetcase|target|id|下代病例|被感染者',
    },
    exposure: {
      names: { en: 'Exposure', zh: '暴露方式' },
      headers: 'exposure|exposuretype|contexttype|contextofexposure|setting|source|relation|暴露方式|接触方式|关系',
    },
    on: {
      names: { en: 'Day of contact', zh: '接触日期' },
      headers: 'on|contactdate|dateoflastcontact|datelastcontact|date|接触日期|末次接触日期',
    },
    certainty: {
      names: { en: 'Certainty', zh: '确信度' },
      headers: 'certainty|certaintylevel|certaintylevelid|确信度',
    },
  },
  contacts: {
    id: {
      names: { en: 'Contact id', zh: '接触者编号' },
      headers: 'contactid|id|visualid|uuid|externalid|接触者编号|密接编号|编号|序号',
    },
    case: {
      names: { en: 'Source case', zh: '关联病例' },
      headers:
        'case|caseid|sourcecase|sourcevisualid|caseidexternalsystem|relatedid|from|关联病例|病例编号|关联病例编号',
    },
    disease: { names: { en: 'Disease', zh: '疾病' }, headers: 'disease|疾病|病种' },
    ...PERSON,
    class: {
      names: { en: 'Class', zh: '接触者类别' },
      headers: 'class|contactclass|contactcategory|risklevel|contacttype|类别|接触者类别|密接类型',
    },
    criterion: {
      names: { en: 'Why a contact', zh: '判定依据' },
      headers: 'criterion|contactproximity|exposuretype|relationtocase|判定依据|接触方式',
    },
    lastExposure: {
      names: { en: 'Last exposure', zh: '末次接触' },
      headers:
        'lastexposure|dateoflastcontact|lastcontactdate|datelastcontact|contactdate|末次接触日期|末次接触时间|末次暴露',
    },
    exposureNote: {
      names: { en: 'Note', zh: '备注' },
      headers: 'exposurenote|relationdescription|description|comment|备注|接触情况',
    },
  },
};

/** Fields a file must have, by column or by constant. */
export const REQUIRED: Record<ListKind, string[]> = {
  cases: ['id', 'disease', 'area', 'reportedOn'],
  links: ['from', 'to'],
  contacts: ['id', 'case', 'disease', 'area', 'class', 'lastExposure'],
};
