/** Events of a request, in the words of its timeline. */
export const eventWords = {
  en: {
    RequestTaken: 'Taken', RequestMerged: 'Merged', RequestUnmerged: 'Merge undone', DuplicateDismissed: 'Not a duplicate', RequestDispatched: 'Dispatched', ContactAttempted: 'Tried to reach', RequestContacted: 'Contacted',
    RequestHandedUp: 'Handed up one level', RequestReturned: 'Returned', RequestAnswered: 'Answered', CallBackAttempted: 'Call-back: no answer', CallBackRecorded: 'Called back', RequestClosed: 'Closed', RequestReopened: 'Opened again',
    RequestReclassified: 'Reclassified', RequestWithdrawn: 'Withdrawn', RequestAddedTo: 'Added', RequestExcluded: 'Excluded from the rates', CareRefused: 'Care was refused',
  },
  zh: {
    RequestTaken: '受理', RequestMerged: '合并', RequestUnmerged: '拆分', DuplicateDismissed: '不是重复', RequestDispatched: '派单', ContactAttempted: '联系未通', RequestContacted: '已联系', RequestHandedUp: '上报一级', RequestReturned: '退单',
    RequestAnswered: '反馈', CallBackAttempted: '回访未接通', CallBackRecorded: '回访', RequestClosed: '办结', RequestReopened: '重办', RequestReclassified: '改类改级', RequestWithdrawn: '撤回', RequestAddedTo: '补充', RequestExcluded: '考核剔除', CareRefused: '被拒诊',
  },
};
