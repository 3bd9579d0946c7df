import type { Words } from '../../kernel/refusal.ts';
import { isDamage } from '../database/damage.ts';

/** What a failure of the world below says to the person who waits: stable id, status, seconds until it is worth another try. */
export interface Fault {
  status: number;
  refused: string;
  words: Words;
  retryAfter?: number;
}

const FULL: Fault = {
  status: 503,
  refused: 'database-full',
  retryAfter: 60,
  words: {
    en: 'The disk of the database is full. Nothing that was confirmed is lost; this was not written. Tell your administrator, then send it again.',
    zh: '数据库磁盘已满。已确认的内容不会丢失，本次未写入。请通知管理员，稍后重新提交。',
  },
};
const AWAY: Fault = {
  status: 503,
  refused: 'database-away',
  retryAfter: 5,
  words: {
    en: 'The database does not answer at the moment. Nothing that was confirmed is lost; send this again in a few seconds.',
    zh: '数据库暂时没有响应。已确认的内容不会丢失，请稍后重新提交。',
  },
};

const TORN: Fault = {
  status: 500,
  refused: 'database-torn',
  words: {
    en: 'A file of the database is damaged where this was to be read. Do not go on working: tell your administrator (docs/operations/torn-database.md).',
    zh: '数据库文件损坏，无法读取此内容。请停止操作并通知管理员。',
  },
};

/** Classes of SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
export function faultOf(error: Error & { statusCode?: number; code?: string }): Fault {
  const { code = '', statusCode } = error;
  if (code === '53100' || code === 'ENOSPC' || /No space left on device/.test(error.message)) return FULL;
  if (isDamage(error)) return TORN;
  if (/^(08|57P)/.test(code) || /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)$/.test(code)) return AWAY;
  if (/Connection terminated|connection error and is not queryable/.test(error.message)) return AWAY;
  if (statusCode === 413)
    return {
      status: 413,
      refused: 'body-too-large',
      words: {
        en: 'The request is larger than 2 MB. Use an import for files.',
        zh: '请求超过 2 MB，文件请用导入功能。',
      },
    };
  if (statusCode !== undefined && statusCode < 500)
    return {
      status: statusCode,
      refused: 'request-invalid',
      words: { en: `The request was not understood: ${error.message}.`, zh: `请求无法识别：${error.message}。` },
    };
  return {
    status: 500,
    refused: 'server-failed',
    words: {
      en: 'Tandem failed at this. It is logged; try again, the command may be repeated safely.',
      zh: '系统出错，已记录。请重试，重复提交是安全的。',
    },
  };
}
