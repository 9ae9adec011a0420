/** Whether everything works, in words for the owner. */
import type { StatsFs } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { HealthView, KioskView } from '../../../protocol/index.js';
import { compareWithModel, idsLearned, type Product } from '../../../shop/index.js';
import type { DaemonContext } from '../../context.js';

/** Under so much free space the owner is warned; the store itself grows by about 1 KB a sale. */
const LOW_DISK_BYTES = 1_000_000_000;

type Check = Omit<HealthView, 'check'>;

const ok = (zh: string, en: string): Check => ({ state: 'ok', text: { zh, en } });
const warning = (zh: string, en: string): Check => ({ state: 'warning', text: { zh, en } });
const broken = (zh: string, en: string): Check => ({ state: 'failed', text: { zh, en } });

/** The store answered when `products` were read; where it did not, the request failed before. */
export async function viewHealth(
  context: DaemonContext,
  products: readonly Product[],
  kiosks: readonly KioskView[],
): Promise<readonly HealthView[]> {
  return [
    { check: 'store', ...ok('資料庫正常', 'The store answers.') },
    { check: 'model', ...modelHealth(context) },
    { check: 'catalogue', ...(await catalogueHealth(context, products)) },
    { check: 'faces', ...facesHealth(context) },
    { check: 'disk', ...(await diskHealth(context)) },
    { check: 'kiosks', ...kiosksHealth(kiosks) },
  ];
}

/** Bytes that may still be written beside the store. */
export async function freeBytes({ options }: DaemonContext): Promise<number> {
  const { bavail, bsize } = await statfsNear(resolve(options.dataDir));
  return bavail * bsize;
}

/** Of a folder, or of where it would be made: a shop that is kept elsewhere may have none yet. */
async function statfsNear(folder: string): Promise<StatsFs> {
  const parent = dirname(folder);
  return statfs(folder).catch((error) => {
    if (parent === folder) throw error;
    return statfsNear(parent);
  });
}

function modelHealth({ pool, models }: DaemonContext): Check {
  const failed = models.choice?.failed;
  if (pool.isHealthy() && failed)
    return warning(
      `模型「${failed.name}」失敗，已改用之前的模型`,
      `The model "${failed.name}" failed; the one before it sells on.`,
    );
  if (pool.isHealthy()) return ok('商品辨識正常', 'Product recognition works.');
  return broken('商品辨識停止運作，請重新啟動系統', 'Product recognition has stopped. Restart the daemon.');
}

async function catalogueHealth({ pool, store }: DaemonContext, products: readonly Product[]): Promise<Check> {
  const learned = await idsLearned(store);
  const { unseen, unsold } = compareWithModel(products, pool.model.classes, learned);
  if (unseen.length > 0)
    return warning(
      `鏡頭認不出 ${unseen.length} 項商品，請到「商品」選擇模型類別`,
      `The camera can never see ${unseen.length} product(s). Choose their class of the model under Products.`,
    );
  if (unsold.length > 0)
    return warning(
      `模型有 ${unsold.length} 個類別沒有對應商品，不會賣出`,
      `${unsold.length} class(es) of the model have no product and are not sold.`,
    );
  return ok('商品與模型一致', 'Catalogue and model agree.');
}

function facesHealth({ faces }: DaemonContext): Check {
  const { state, reason } = faces.view;
  if (state === 'ready') return ok('人臉辨識正常', 'Face recognition works.');
  if (state === 'off') return ok('人臉辨識未啟用', 'Face recognition is switched off.');
  if (state === 'preparing') return warning('人臉辨識準備中', 'Face recognition is being prepared.');
  return {
    state: 'warning',
    text: reason ?? { zh: '人臉辨識無法使用', en: 'Face recognition is not available.' },
  };
}

async function diskHealth(context: DaemonContext): Promise<Check> {
  const gigabytes = (await freeBytes(context)) / 1e9;
  const left = gigabytes.toFixed(1);
  if (gigabytes * 1e9 >= LOW_DISK_BYTES) return ok(`磁碟剩餘 ${left} GB`, `${left} GB of disk are free.`);
  return warning(
    `磁碟只剩 ${left} GB，請清出空間，否則無法結帳`,
    `Only ${left} GB of disk are free. Make room, or sales cannot be stored.`,
  );
}

function kiosksHealth(kiosks: readonly KioskView[]): Check {
  if (kiosks.length === 0) return warning('沒有開啟的櫃檯', 'No counter is open.');
  const blind = kiosks.filter(({ fps }) => fps === 0).length;
  if (blind > 0)
    return warning(
      `${blind} 個櫃檯沒有影像，請檢查鏡頭`,
      `${blind} counter(s) send no pictures. Check their cameras.`,
    );
  return ok(`${kiosks.length} 個櫃檯運作中`, `${kiosks.length} counter(s) at work.`);
}
