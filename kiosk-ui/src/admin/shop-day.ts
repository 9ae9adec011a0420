/** Which day it is where the shop is; this browser may be elsewhere. */
import { useEffect, useState } from 'preact/hooks';
import type { TodayReply } from '../../../src/protocol/admin/today';
import { get } from './api';
import { browserDay } from './days';

/** Null until the daemon has answered; this computer's day when it does not. */
export function useShopDay(): string | null {
  const [day, setDay] = useState<string | null>(null);
  useEffect(() => {
    let ended = false;
    void get<TodayReply>('today').then((answer) => {
      if (!ended) setDay(answer.ok ? answer.body.date : browserDay());
    });
    return () => {
      ended = true;
    };
  }, []);
  return day;
}
