/** The kit's own words. */
export const words = {
  en: {
    loading: 'Loading', empty: 'Nothing here', more: 'Show more', of: '{{shown}} of {{total}}', shown: '{{shown}} shown', again: 'Try again', close: 'Close', cancel: 'Cancel',
    send: 'Send', sending: 'Sending', search: 'Search', all: 'All', clear: 'Clear', because: 'Because', reference: 'Reference', asTable: 'Show as table', asPicture: 'Show as picture',
    add: 'Add', remove: 'Remove', required: 'Required', optional: 'optional', yes: 'Yes', no: 'No', choose: 'Choose', notNumber: 'Give a number', tooSmall: 'At least {{n}}', tooBig: 'At most {{n}}',
    tooShort: 'At least {{n}} characters', tooLong: 'At most {{n}} characters', fewItems: 'At least {{n}}', manyItems: 'At most {{n}}', notFormat: 'Not in the right form', unknownField: 'Unknown field {{n}}',
    correct_one: 'Correct {{count}} field', correct_other: 'Correct {{count}} fields', print: 'Print', download: 'Download', up: 'up {{n}}', down: 'down {{n}}', same: 'no change', today: 'today', open: 'Open',
    filters: 'Filters', sortUp: 'ascending', sortDown: 'descending', cases: 'cases', day: 'Day', date: 'Date', value: 'Value', generation: 'Generation {{n}}', infects: '{{from}} → {{to}}', map: 'Map',
    noWebgl: 'Simple map: this browser cannot draw the full one.', zoomIn: 'Zoom in', zoomOut: 'Zoom out', zoomAll: 'Whole area', progress: '{{done}} of {{total}}', required_all: 'Fields are required unless marked optional.',
    from: 'From', to: 'To', name: 'Name', onset: 'Onset', infector: 'Infected by', unknown: 'not known', nothingSelected: 'Nothing chosen', moveHint: 'Arrow keys move between rows, Enter opens',
  },
  zh: {
    loading: '载入中', empty: '暂无内容', more: '显示更多', of: '共 {{total}} 条，已显示 {{shown}} 条', shown: '已显示 {{shown}} 条', again: '重试', close: '关闭', cancel: '取消',
    send: '提交', sending: '提交中', search: '搜索', all: '全部', clear: '清除', because: '原因', reference: '编号', asTable: '以表格显示', asPicture: '以图显示',
    add: '添加', remove: '移除', required: '必填', optional: '选填', yes: '是', no: '否', choose: '请选择', notNumber: '请填写数字', tooSmall: '不小于 {{n}}', tooBig: '不大于 {{n}}',
    tooShort: '至少 {{n}} 个字', tooLong: '最多 {{n}} 个字', fewItems: '至少 {{n}} 项', manyItems: '最多 {{n}} 项', notFormat: '格式不正确', unknownField: '未知项目 {{n}}',
    correct_other: '请更正 {{count}} 项', print: '打印', download: '下载', up: '增加 {{n}}', down: '减少 {{n}}', same: '持平', today: '今天', open: '打开',
    filters: '筛选', sortUp: '升序', sortDown: '降序', cases: '病例', day: '日', date: '日期', value: '数值', generation: '第 {{n}} 代', infects: '{{from}} → {{to}}', map: '地图',
    noWebgl: '简图：此浏览器无法绘制完整地图。', zoomIn: '放大', zoomOut: '缩小', zoomAll: '全部区域', progress: '{{done}} / {{total}}', required_all: '未注明“选填”的项目均为必填。',
    from: '自', to: '至', name: '姓名', onset: '发病', infector: '感染来源', unknown: '不详', nothingSelected: '未选择', moveHint: '方向键移动，回车打开',
  },
};
