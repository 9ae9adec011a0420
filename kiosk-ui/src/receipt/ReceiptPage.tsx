import { useEffect, useState } from 'preact/hooks';
import type { ReceiptReply } from '../../../src/protocol/http';
import type { OpenedAtCounter } from '../address';
import { ask } from '../ask';
import { Loading } from '../page/Loading';
import { PageShell } from '../page/PageShell';
import { Refused } from '../page/Refused';
import type { Answer } from '../types';
import { Bill } from './Bill';
import { words } from './words';

interface Props {
  readonly receiptKey: string;
  readonly counter: OpenedAtCounter | null;
}

export function ReceiptPage({ receiptKey, counter }: Props) {
  const [answer, setAnswer] = useState<Answer<ReceiptReply> | null>(null);

  async function load(): Promise<void> {
    setAnswer(null);
    setAnswer(await ask<ReceiptReply>(`/api/receipts/${encodeURIComponent(receiptKey)}`));
  }

  useEffect(() => void load(), []);

  return (
    <PageShell counter={counter}>
      {answer === null && <Loading />}
      {answer?.ok && <Bill receipt={answer.body.receipt} />}
      {answer?.ok === false && (
        <Refused title={words.value.missing} refusal={answer.refusal} onRetry={() => void load()} />
      )}
    </PageShell>
  );
}
